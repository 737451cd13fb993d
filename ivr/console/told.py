"""Say in a sentence who called and how it went, and what waits there were; no more than any viewer may read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ivr.calls import Call, Turn
from ivr.calls.verified import DEVICE, verified_by
from ivr.console.wording import gettext, named
from ivr.routing import Visit

BRIDGED = "bridged"


def told(call: Call, turns: Sequence[Turn]) -> str:
    """Return who the caller is to us and how it went, in a line."""
    misses = sum(turn.input in ("speech", "silence") and turn.meaning is None for turn in turns)
    keys, speech = (any(turn.input == kind for turn in turns) for kind in ("keys", "speech"))
    used = "by voice and keys" if keys and speech else "by voice" if speech else "by keys" if keys else "without a word"
    told = "with 1 miss" if misses == 1 else "with %(misses)s misses" if misses else "without a miss"
    missed = gettext(told) % {"misses": misses}
    went = gettext("The caller answered %(used)s, %(missed)s in %(turns)s turns.")
    return _who(call) + went % {"used": gettext(used), "missed": missed, "turns": len(turns)}


def _who(call: Call) -> str:
    """Return whether the caller has shown a record to be theirs; nothing where nobody knows."""
    by = call.verified if call.verified is not None else verified_by(call.state)
    if by is None:
        return ""
    if by == DEVICE:
        return gettext("Verified by a device.") + " "
    return gettext("Verified for %(service)s." if by else "Not verified.") % {"service": named(by)} + " "


def waits(turns: Sequence[Turn], visits: Sequence[Visit], agents: Mapping[str, str]) -> Mapping[int, Sequence[str]]:
    """Return the waits in a queue, in words, by the number of the turn before which they stand; `agents` names them."""
    found: dict[int, list[str]] = defaultdict(list)
    for visit in visits:
        before = next((turn.number for turn in turns if turn.at > visit.joined_at), turns[-1].number if turns else 0)
        found[before].append(_wait(visit, agents))
    return found


def _wait(visit: Visit, agents: Mapping[str, str]) -> str:
    if visit.waited_seconds is None:
        return gettext("Waits in the queue." if visit.left_at is None else "Waited in the queue.")
    known = {"seconds": visit.waited_seconds, "result": visit.result}
    if visit.result == BRIDGED:
        agent = agents.get(visit.agent.hex(), "") if visit.agent else ""
        spoken = gettext("Waited %(seconds)s s in the queue, then talked to %(agent)s.")
        return spoken % {**known, "agent": agent or gettext("an agent")}
    end = "Waited %(seconds)s s in the queue: %(result)s." if visit.result else "Waited %(seconds)s s in the queue."
    return gettext(end) % known
