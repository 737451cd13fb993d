"""Find out whether it was us who called a number of late."""

from collections.abc import Mapping
from datetime import timedelta

from ivr.outbound import latest_call
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json

OF_LATE = timedelta(days=14)


def open_our_calls(context: Context) -> Source:
    """Return the source "our_calls": the caller's number in, when we called it last out; nothing without a number."""

    def ask(using: Mapping[str, Json], _call_sid: str) -> Answer:
        number = using.get("caller")
        if not isinstance(number, str):
            return Answer(None)
        with context.database.reading_rows() as rows:
            called = latest_call(rows, number, context.now() - OF_LATE)
        return Answer({"called": called.isoformat() if called else None})

    return ask
