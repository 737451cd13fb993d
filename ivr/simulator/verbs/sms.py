"""<Sms>: send a text message, and go on.

| attribute | values | default |
|---|---|---|
| to, from | numbers | the caller, the number called |
| action, method | URL, hears SmsSid and SmsStatus; GET, POST | none: the next verb follows |
| statusCallback | URL, hears SmsSid and SmsStatus | none |
"""

from ivr.simulator.callbacks.messages import send
from ivr.simulator.engine.messages import Message
from ivr.simulator.engine.numbers import e164
from ivr.simulator.engine.steps import Goto, Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.dial_target import callback
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Send the message."""
    parties = machine.call.parties
    body = verb.text or "".join(part.text for part in verb.nested("Body"))
    sender, to = e164(verb.get("from")) or parties.called, e164(verb.get("to")) or parties.caller
    if not body:
        machine.call.notify(14103, "the message has no text", machine.loader.base)
        return None
    account, now = machine.call.account, machine.call.date()
    sid = machine.call.new_sid("SM")
    message = Message(sid, account.sid, sender, to, body, now, direction="outbound-reply")
    send(machine.exchange, account, message)
    back = callback(verb, "statusCallback", machine)
    if back is not None:
        machine.call.call_back(back, {"SmsSid": message.sid, "SmsStatus": "sent"})
    if not verb.has("action"):
        return None
    action: Goto = machine.action(verb, {"SmsSid": message.sid, "SmsStatus": "sent"})
    return action
