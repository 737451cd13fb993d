"""Watch what is logged while tests are calling: every line about a call says whose it is, and which turn."""

import logging
import re
from collections.abc import Iterator

import pytest

from ivr.logs import about_no_call

OF_CALLS = ("ivr.turn.", "ivr.telephony.webhooks", "ivr.telephony.recorded", "ivr.telephony.media.conversation")
"""Who logs about calls only."""
WITHOUT_TURN = {
    "a call that we did not make was answered",
    "a stored value can't be read",  # it stands beside the turn
    "the call's language and stream are not known",
    "the books can't be mended now",
    "the database can't take a fact: the journal does",
}
"""Events of calls whose turn nobody can tell: only the database knows it."""
TURNLESS = "/voice/(status|stream|fallback|wait|connecting|agent/|outbound/.*/)"
"""Routes of which the same is true."""
BAD_TOKEN = "token"
"""How the reason begins for which a stream is closed whose turn its token does not tell."""


class Watch(logging.Handler):
    """Keep the lines that say too little."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[tuple[str, str, object, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a line."""
        told = record.msg if isinstance(record.msg, dict) else {}
        event, sid, turn = str(told.get("event")), told.get("call_sid"), told.get("turn")
        lacks_call = record.name.startswith(OF_CALLS) and not sid
        turnless = event in WITHOUT_TURN or re.match(TURNLESS, str(told.get("route")))
        turnless = turnless or str(told.get("reason")).startswith(BAD_TOKEN)
        if lacks_call or (sid and turn is None and not turnless):
            self.wrong.append((record.name, event, sid, turn))


@pytest.fixture(autouse=True)
def every_line_of_a_call_is_named() -> Iterator[None]:
    about_no_call()  # a test before this one may have worked for a call on this thread
    watch = Watch()
    logging.getLogger().addHandler(watch)
    yield
    logging.getLogger().removeHandler(watch)
    about_no_call()
    assert not watch.wrong, watch.wrong
