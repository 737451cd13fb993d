"""A past call as it is played again: its inputs in order, and what sources and commands brought to it then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivr import calls, codec
from ivr.calls import Brought, Call, Evidence, Turn
from ivr.dialog.state import CallState, UnreadableState
from ivr.storage import Database, Json

INBOUND = "inbound"


@dataclass(frozen=True)
class PastCall:
    """A call that is over, with its sound. `brought` is what came for a slot, by the turn in which it did."""

    call: Call
    turns: Sequence[Turn]
    clips: Mapping[int, bytes]
    brought: Sequence[tuple[int, Brought]]

    @property
    def seconds(self) -> float:
        """Return how long the call lasted."""
        ended = self.call.ended_at or self.call.started_at
        return (ended - self.call.started_at).total_seconds()

    def clip(self, turn: Turn) -> bytes:
        """Return what the caller said in a turn, nothing where no sound of it was kept."""
        return self.clips.get(turn.utterance_id or 0, b"")

    def bringing(self, slot: str, turn: int) -> Brought | None:
        """Return what came for a slot in this turn, or next, or else last; None where nothing ever did."""
        known = [(number, each) for number, each in self.brought if each.slot == slot]
        later = [each for number, each in known if number >= turn]
        return later[0] if later else known[-1][1] if known else None

    def meant(self, turn: Turn) -> Json:
        """Return what the caller meant with a turn: what was taken from them at that question in the end."""
        same = [each for each in self.turns if (each.form, each.field) == (turn.form, turn.field)]
        taken = [each.meaning for each in same if each.number >= turn.number and _is_taken(each)]
        return taken[-1] if taken else None


def _is_taken(turn: Turn) -> bool:
    return turn.meaning is not None and turn.decision != "reject"


def read(database: Database, sid: str) -> PastCall | None:
    """Return a call that is over; None where it can't be played: it is gone, goes on, or was made by us."""
    with database.reading() as session:
        call = calls.load(session, sid)
        if call is None or call.ended_at is None or call.direction != INBOUND:
            return None
        turns, clips = calls.transcript(session, sid), calls.clips(session, sid)
    return PastCall(call, turns, clips, [*_of_turns(turns), *_of_state(call, turns)])


def _of_turns(turns: Sequence[Turn]) -> list[tuple[int, Brought]]:
    return [(turn.number, each) for turn in turns for each in _evidence(turn.evidence).brought]


def _of_state(call: Call, turns: Sequence[Turn]) -> list[tuple[int, Brought]]:
    """Return what the last state holds, for calls from before this was kept with their turns."""
    if any(_evidence(turn.evidence).brought for turn in turns):
        return []
    return [(0, Brought(slot, "found", value)) for slot, value in state_of(call).slots.items()]


def state_of(call: Call) -> CallState:
    """Return where the dialog stood in the end; an empty state where that can't be read."""
    try:
        return CallState(language=call.language) if call.state is None else CallState.from_json(call.state)
    except UnreadableState:
        return CallState(language=call.language)


def _evidence(stored: Json) -> Evidence:
    try:
        return codec.load(Evidence, stored)
    except codec.Unreadable:
        return Evidence()
