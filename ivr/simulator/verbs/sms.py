"""<Sms>: send a text message, and go on.

| attribute | values | default |
|---|---|---|
| to, from | numbers | the caller, the number called |
| action, method | URL, hears SmsSid and SmsStatus; GET, POST | none: the next verb follows |
| statusCallback | URL, hears SmsSid and SmsStatus | none |
"""

from typing import TYPE_CHECKING

from ivr.simulator.callbacks import call_back
from ivr.simulator.messages import Message, send
from ivr.simulator.steps import Goto, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_target import callback

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
    account, now = machine.call.account, machine.exchange.clock.date()
    sid = machine.exchange.sids.new("SM")
    message = Message(sid, account.sid, sender, to, body, now, direction="outbound-reply")
    send(machine.exchange, account, message)
    back = callback(verb, "statusCallback", machine)
    if back is not None:
        call_back(machine.exchange, machine.call, back, {"SmsSid": message.sid, "SmsStatus": "sent"})
    if not verb.has("action"):
        return None
    action: Goto = machine.action(verb, {"SmsSid": message.sid, "SmsStatus": "sent"})
    return action
