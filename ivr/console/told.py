"""Say in a sentence who called and how it went, and what waits there were; no more than any viewer may read."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from ivr.calls import Call, Turn
from ivr.calls.verified import DEVICE, verified_by
from ivr.console.wording import gettext, named, ngettext
from ivr.routing import Visit

BRIDGED = "bridged"
REASONS: Mapping[str, tuple[str, ...]] = {
    r"waited (?P<num>\d+) s": ("waited %(num)s s",),
    r"after (?P<num>\d+) s in the queue": ("after %(num)s s in the queue",),
    r"(?P<asked>\w*), after (?P<num>\d+) miss(es)?": (
        "%(asked)s, after %(num)s miss",
        "%(asked)s, after %(num)s misses",
    ),
    r"(?P<asked>\w*), asked (?P<num>\d+) times?": ("%(asked)s, asked %(num)s time", "%(asked)s, asked %(num)s times"),
    r"in (?P<form>\w+)": ("in %(form)s",),
    r"topic: (?P<topic>\w+)": ("topic: %(topic)s",),
    r"left the queue: (?P<result>\w+)": ("left the queue: %(result)s",),
}
"""How a stored reason reads, and how pages say it; of two ways the first is for one."""


def reason(text: str) -> str:
    """Return why a call came to its outcome, in the language of this request; it is stored as ivr.turn wrote it."""
    for pattern, said in REASONS.items():
        if found := re.fullmatch(pattern, text):
            values = {key: named(value) for key, value in found.groupdict().items()}
            if len(said) == 1:
                return gettext(said[0], **values)
            return ngettext(said[0], said[1], int(values["num"]), **values)
    return ", ".join(named(part) for part in text.split(", "))


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
    return (gettext("Verified for %(service)s.", service=named(by)) if by else gettext("Not verified.")) + " "


def waits(
    turns: Sequence[Turn], visits: Sequence[Visit], agents: Mapping[str, str], zone: ZoneInfo
) -> Mapping[int, Sequence[str]]:
    """Return the waits in a queue and the talks after them, in words, by the number of the turn that follows.

    `agents` names who talked; times are those of the zone.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for visit in visits:
        before = next((turn.number for turn in turns if turn.at > visit.joined_at), turns[-1].number if turns else 0)
        found[before].append(_wait(visit, agents, zone))
    return found


def _wait(visit: Visit, agents: Mapping[str, str], zone: ZoneInfo) -> str:
    if visit.waited_seconds is None:
        return gettext("Waits in the queue.") if visit.left_at is None else gettext("Waited in the queue.")
    known = {"seconds": visit.waited_seconds, "result": visit.result}
    if visit.result == BRIDGED:
        agent = agents.get(visit.agent.hex(), "") if visit.agent else ""
        spoken = gettext("Waited %(seconds)s s in the queue, then talked to %(agent)s.")
        return spoken % {**known, "agent": agent or gettext("an agent")} + _talk(visit, zone)
    end = "Waited %(seconds)s s in the queue: %(result)s." if visit.result else "Waited %(seconds)s s in the queue."
    return gettext(end) % known


def _talk(visit: Visit, zone: ZoneInfo) -> str:
    """Return from when till when the talk with an agent went on, with a blank before it; nothing where nobody knows."""
    begun = visit.joined_at + timedelta(seconds=visit.waited_seconds or 0)
    if visit.left_at is None or visit.left_at <= begun:
        return ""
    seconds = round((visit.left_at - begun).total_seconds())
    since, until = (f"{at.astimezone(zone):%H:%M:%S}" for at in (begun, visit.left_at))
    length = f"{seconds // 60}:{seconds % 60:02}"
    return " " + gettext("The talk: %(since)s to %(until)s, %(length)s min.", since=since, until=until, length=length)
