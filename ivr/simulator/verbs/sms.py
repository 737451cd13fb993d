"""<Sms>: send a text message, by default to the caller from the number called, and go on."""

from typing import TYPE_CHECKING

from ivr.simulator.steps import Goto, Next
from ivr.simulator.twiml.document import Verb

if TYPE_CHECKING:
    from ivr.simulator.machine import Machine


async def perform(verb: Verb, machine: "Machine") -> Next:
    """Send the message."""
    parties = machine.call.parties
    body = verb.text or "".join(part.text for part in verb.nested("Body"))
    sender, to = verb.get("from") or parties.called, verb.get("to") or parties.caller
    if not body:
        machine.exchange.notify(machine.call, 14103, "the message has no text", machine.loader.base)
        return None
    message = machine.exchange.send_sms(machine.call.account, sender, to, body, "outbound-reply")
    if not verb.has("action"):
        return None
    action: Goto = machine.action(verb, {"SmsSid": message.sid, "SmsStatus": "sent"})
    return action
