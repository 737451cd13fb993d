"""Put the caller into the agents' queue, with the topic for the agent."""

from ivr.dialog.instructions import Say, Transfer
from ivr.dialog.script import Decision, Form, Moves
from ivr.dialog.values import Slots

QUEUE = "agents"


def connect(slots: Slots) -> Moves:
    """Announce the agent, or tell when agents are back, and transfer."""
    region = slots.get("region")
    opens = region.get("opens") if isinstance(region, dict) else None
    announced = Say("agents_away", {"opens": opens}) if opens else Say("to_agent")
    return announced, Transfer(QUEUE, str(slots.get("topic", "")))


AGENT = Form("agent", (Decision("connected", connect, may=(Say("to_agent"), Say("agents_away"), Transfer(QUEUE))),))
