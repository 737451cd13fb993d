"""<Connect>: the call's sound or words go to the app and come from it, until it is over; then the next verb follows.

<Stream> is a two-way stream, with the attributes of <Start><Stream>, but the track is always the caller's (else error
31941); <ConversationRelay> see `conversation_relay.py`.
"""

from ivr.simulator.engine.steps import Next
from ivr.simulator.media.duplex import DuplexStream
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import conversation_relay, refused
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.stream_order import stream_order


async def perform(verb: Verb, machine: Machine) -> Next:
    """Connect to the app until either side ends it."""
    if relays := verb.nested("ConversationRelay"):
        return await conversation_relay.perform(verb, relays[0], machine)
    nouns = verb.nested("Stream")
    if not nouns:
        return await refused.perform(verb, machine)
    order = stream_order(nouns[0], machine)
    if order is None:
        return None
    if order.tracks != ("inbound",):
        machine.call.notify(31941, "a two-way stream has the inbound track only", order.url, level=0)
        return None
    stream = DuplexStream(machine.call, order)
    stream.recognise = machine.exchange.recognise
    stream.start()
    try:
        await stream.closed.wait()
    finally:
        stream.stop()
    return machine.action(verb, {}) if verb.has("action") else None
