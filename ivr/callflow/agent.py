"""Put the caller into the agents' queue, with the topic for the agent."""

from ivr.dialog.instructions import Say, Transfer
from ivr.dialog.script import Clear, Decision, Form, Moves
from ivr.dialog.values import Slots

QUEUE = "agents"
PRIORITY = {"safety": 2, "not_fixed": 1}
"""Topics whose callers are taken ahead of the line, the highest first."""


def connect(slots: Slots) -> Moves:
    """Announce the agent, or tell when agents are back, and transfer; further wishes the caller tells the agent."""
    region, topic = slots.get("region"), str(slots.get("topic", ""))
    opens = region.get("opens") if isinstance(region, dict) else None
    announced = Say("agents_away", {"opens": opens}) if opens else Say("to_agent")
    return Clear(("wishes",)), announced, Transfer(QUEUE, topic, PRIORITY.get(topic, 0))


MAY: Moves = (Clear(("wishes",)), Say("to_agent"), Say("agents_away"), Transfer(QUEUE))
AGENT = Form("agent", (Decision("connected", connect, may=MAY),))
