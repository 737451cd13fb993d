"""Say in a sentence who called and how it went, and what waits there were; no more than any viewer may read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ivr.calls import Call, Turn
from ivr.calls.verified import DEVICE, verified_by
from ivr.routing import Visit

BRIDGED = "bridged"


def told(call: Call, turns: Sequence[Turn]) -> str:
    """Return who the caller is to us and how it went, in a line."""
    misses = sum(turn.input in ("speech", "silence") and turn.meaning is None for turn in turns)
    keys, speech = (any(turn.input == kind for turn in turns) for kind in ("keys", "speech"))
    used = "by voice and keys" if keys and speech else "by voice" if speech else "by keys" if keys else "without a word"
    missed = f"with {misses} {'miss' if misses == 1 else 'misses'}" if misses else "without a miss"
    return f"{_who(call)}The caller answered {used}, {missed} in {len(turns)} turns."


def _who(call: Call) -> str:
    """Return whether the caller has shown a record to be theirs; nothing where nobody knows."""
    by = call.verified if call.verified is not None else verified_by(call.state)
    if by is None:
        return ""
    return f"Verified {'by a' if by == DEVICE else 'for'} {by.replace('_', ' ')}. " if by else "Not verified. "


def waits(turns: Sequence[Turn], visits: Sequence[Visit], agents: Mapping[str, str]) -> Mapping[int, Sequence[str]]:
    """Return the waits in a queue, in words, by the number of the turn before which they stand; `agents` names them."""
    found: dict[int, list[str]] = defaultdict(list)
    for visit in visits:
        before = next((turn.number for turn in turns if turn.at > visit.joined_at), turns[-1].number if turns else 0)
        found[before].append(_wait(visit, agents))
    return found


def _wait(visit: Visit, agents: Mapping[str, str]) -> str:
    if visit.waited_seconds is None:
        return "Waits in the queue." if visit.left_at is None else "Waited in the queue."
    agent = agents.get(visit.agent.hex(), "an agent") if visit.agent else "an agent"
    after = f", then talked to {agent}" if visit.result == BRIDGED else f": {visit.result}" if visit.result else ""
    return f"Waited {visit.waited_seconds} s in the queue{after}."
