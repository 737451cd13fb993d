"""Bring what the dialog asks for to the room that knows it."""

from collections.abc import Mapping

from ivr.lookup import Repairs
from ivr.storage import Json
from ivr.turn.lookups import Source


def repairs_source(repairs: Repairs) -> Source:
    """Return the source "repairs": number, kind of number and second factor in, repairs as JSON out."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Json:
        number, kind, factor = (str(using[name]) for name in ("number", "kind", "factor"))
        return [repair.to_json() for repair in repairs.find(number, kind, factor, call_sid)]  # type: ignore[arg-type]

    return ask
