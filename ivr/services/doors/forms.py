"""Give a short answer to what the hotline does not do itself, and name who does."""

from typing import Any

from ivr.callflow.identity import DOORS, region_of
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Field, Form, Goto, LookUp, Moves
from ivr.dialog.values import Slots

OUR_CALLS = "our_calls"
TOLD_MAY: Moves = (
    *(Say(f"door_{topic}") for topic in DOORS),
    *(Say("door_was_us"), Say("door_not_us")),
    *(Say(prompt) for prompt in ("door_phone", "door_web", "door_unknown")),
)


def door_of(slots: Slots, topic: str) -> dict[str, Any]:
    """Return the phone and the web address that the region names for a topic; either may be missing."""
    doors = region_of(slots).get("doors")
    door = doors.get(topic) if isinstance(doors, dict) else None
    return door if isinstance(door, dict) else {}


def our_call(slots: Slots) -> Moves:
    """Tell whether we called the number of this call of late, to who asks for that."""
    known = slots.get(OUR_CALLS)
    if not isinstance(known, dict):
        return ()
    return (Say("door_was_us", {"day": known["called"]}),) if known["called"] else (Say("door_not_us"),)


def teller(topic: str) -> Decision:
    """Return the item that answers a topic and tells its door."""

    def tell(slots: Slots) -> Moves:
        """Say what is so, then the phone number and the address that the region names."""
        door = door_of(slots, topic)
        phone = (Say("door_phone", {"phone": door["phone"]}),) if door.get("phone") else ()
        web = (Say("door_web", {"web": door["web"]}),) if door.get("web") else ()
        return Say(f"door_{topic}"), *our_call(slots), *(phone + web or (Say("door_unknown"),))

    return Decision(f"door_{topic}_told", tell, may=TOLD_MAY, serves="doors")


def follow(slots: Slots) -> Moves:
    """Connect who wants an agent; the others go on."""
    return (Goto("agent"),) if slots["door_agent"] else (Goto("anything_else"),)


def door_form(topic: str) -> Form:
    """Return the form of a topic."""
    wants_agent = Field(
        "door_agent",
        ("builtin:boolean?y=1;n=2",),
        ("ask_door_agent",),
        misses=1,
        last_resort=(Goto("anything_else"),),
    )
    ours = (LookUp(OUR_CALLS, OUR_CALLS, using=("caller",), tries=9),) if topic == "really_you" else ()
    done = Decision("door_done", follow, may=(Goto("agent"), Goto("anything_else")))
    return Form(f"door_{topic}", (*ours, teller(topic), wants_agent, done), then="anything_else")


FORMS = tuple(map(door_form, DOORS))
