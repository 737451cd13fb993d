"""Note what becomes of a call's media stream, wherever it is seen."""

from datetime import datetime

from ivr import calls
from ivr.storage import Database
from ivr.turn.transport import Status

OVER = frozenset({"stopped", "refused", "lost"})


def note_stream(database: Database, call_sid: str, name: str, status: Status, now: datetime) -> bool:
    """Note a stream's status; return False when the call is over, or goes by another stream, or by none any more."""
    with database.writing() as session:
        call = calls.load(session, call_sid)
        if call is None or call.ended_at or call.stream_name != name or call.stream_status in OVER:
            return False
        calls.set_stream(session, call_sid, name, status, now)
        return True
