"""Stand in for what is outside a call: sources and commands that bring again what they once brought."""

from contextvars import ContextVar
from datetime import datetime

from ivr.calls import Brought
from ivr.dialog.events import Found, SourceFailed
from ivr.dialog.instructions import LookUpRequest
from ivr.hotline.replay.past import PastCall
from ivr.outbox import Outcome
from ivr.storage import Database, Json, Rows
from ivr.turn.commands import Outcomes
from ivr.turn.lookups import LookedUp, LookUps


class Moment:
    """The turn of a past call that is being played, and its time."""

    def __init__(self, past: PastCall) -> None:
        self.past, self.turn, self.now = past, 0, past.call.started_at

    def brought(self, slot: str) -> Brought | None:
        """Return what came for a slot."""
        return self.past.bringing(slot, self.turn)


MOMENT: ContextVar[Moment] = ContextVar("moment")
"""Of the call that this task plays."""


def clock() -> datetime:
    """Return the time of the call that is played."""
    return MOMENT.get().now


class RecordedLookUps(LookUps):
    """Answers of sources as they were, at once; a question that was never asked then fails."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, {})

    def ask(self, request: LookUpRequest, call_sid: str, turn: int) -> LookedUp:
        """Return the answer that this slot got."""
        known = MOMENT.get().brought(request.slot)
        is_known = known is not None and known.status == "found"
        return LookedUp(Found(request.slot, known.value) if known and is_known else SourceFailed(request.slot))

    def answer(self, slot: str, call_sid: str, turn: int) -> LookedUp | None:
        """Return the same; nothing is ever late."""
        return self.ask(LookUpRequest(slot, "", {}), call_sid, turn)


class RecordedOutcomes(Outcomes):
    """Outcomes of commands as they were; nothing is done again."""

    def ended(self, key: str) -> Outcome | None:
        """Return what came of the command of a slot; None where it was promised."""
        known = MOMENT.get().brought(key.rsplit(":", 1)[-1])
        match known.status if known else "":
            case "done" | "refused" as status:
                return Outcome(status, known.value if known else None)
            case "promised":
                return None
        return Outcome("dead")

    def comes_soon(self, key: str) -> bool:
        """Tell whether it has come to an end: nobody waits."""
        return self.ended(key) is not None


def nothing(rows: Rows, payload: Json, at: datetime) -> None:
    """Write nothing: what counted then counts once."""
