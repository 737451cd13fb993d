"""Put the caller into the agents' queue, with the topic for the agent; where nobody works, say when somebody will."""

from ivr.callflow.identity import region_of
from ivr.dialog.instructions import Say, Transfer
from ivr.dialog.script import Clear, Decision, Fill, Form, Goto, Moves
from ivr.dialog.values import Json, Slots

QUEUE = "agents"
OUT_OF_HOURS = "out_of_hours"
"""The form in which a caller goes on without an agent; and the slot that keeps that one was wanted."""

PRIORITY = {"safety": 2, "not_fixed": 1}
"""Topics whose callers are taken ahead of the line, the highest first."""


def away(opens: Json) -> tuple[Say, ...]:
    """Say that no agent is there, and when one will be, where that is known (ISO 8601)."""
    back = (Say("agents_back", {"opens": opens}),) if opens else ()
    return Say("agents_away"), *back


def connect(slots: Slots) -> Moves:
    """Announce the agent and transfer; further wishes the caller tells the agent.

    Where no agent works at this time nobody gets a place in line: all else can be had by itself.
    """
    region, topic = region_of(slots), str(slots.get("topic", ""))
    if not region.get("open", True):
        return Fill(OUT_OF_HOURS, True), *away(region.get("opens")), Goto(OUT_OF_HOURS)
    return Clear(("wishes",)), Say("to_agent"), Transfer(QUEUE, topic, PRIORITY.get(topic, 0))


OPEN: Moves = (Clear(("wishes",)), Say("to_agent"), Transfer(QUEUE))
CLOSED: Moves = (Fill(OUT_OF_HOURS, True), Say("agents_away"), Say("agents_back"), Goto(OUT_OF_HOURS))
AGENT = Form("agent", (Decision("connected", connect, may=(*OPEN, *CLOSED)),))
