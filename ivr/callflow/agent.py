"""Put the caller into the agents' queue, with the topic for the agent."""

from ivr.dialog.instructions import Say, Transfer
from ivr.dialog.script import Decision, Form, Moves
from ivr.dialog.values import Slots

QUEUE = "agents"


def connect(slots: Slots) -> Moves:
    """Announce the agent and transfer."""
    return Say("to_agent"), Transfer(QUEUE, str(slots.get("topic", "")))


AGENT = Form("agent", (Decision("connected", connect, may=(Say("to_agent"), Transfer(QUEUE))),))
