"""Which events are about one run, where many go on in one exchange."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from ivr.simulator.engine.call import Call
from ivr.simulator.engine.events import Event


def belongs(event: Event, sids: Collection[str], people: Collection[str], calls: Mapping[str, Call]) -> bool:
    """Say whether an event is about one of these calls, a leg they dialled, or a message or request to these people."""
    if event.call:
        return _of_call(event.call, sids, calls)
    if event.name == "sms":
        return event.details["to"] in people
    return event.name == "rest" and _asks_about(event.details, sids, people, calls)


def _of_call(sid: str, sids: Collection[str], calls: Mapping[str, Call]) -> bool:
    return sid in sids or (sid in calls and calls[sid].parties.parent in sids)


def _asks_about(
    details: Mapping[str, Any], sids: Collection[str], people: Collection[str], calls: Mapping[str, Call]
) -> bool:
    named = re.findall(r"CA[0-9a-f]{32}", details["path"])
    return any(_of_call(sid, sids, calls) for sid in named) or details["form"].get("To") in people
