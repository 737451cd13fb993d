"""Answer a call when too many of its number go on at once: an agent for who presses a key, else goodbye."""

from ivr.dialog.script import Decision, Field, Form, Goto, Moves
from ivr.dialog.values import Slots


def follow(slots: Slots) -> Moves:
    """Connect who pressed the key for it, and nobody else: a machine presses none."""
    return (Goto("agent"),) if slots["wants_agent"] else (Goto("goodbye"),)


CROWDED = Form(
    "crowded",
    (
        Field(
            "wants_agent",
            ("builtin:boolean?y=1;n=2",),
            ("crowded",),
            misses=1,
            last_resort=(Goto("goodbye"),),
        ),
        Decision("wish_followed", follow, may=(Goto("agent"), Goto("goodbye"))),
    ),
)
