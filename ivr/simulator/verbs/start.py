"""<Start>: begin streaming, transcribing or recording beside the verbs that follow.

<Stream> attributes: url (wss, or ws to loopback; a query is dropped), name, track (inbound_track, outbound_track,
both_tracks), statusCallback, statusCallbackMethod; <Parameter name value> inside.
<Transcription>: see `live_transcription.py`.
"""

from ivr.simulator.engine.recorder import Recorder
from ivr.simulator.engine.steps import Next
from ivr.simulator.media.stream import MediaStream
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import live_transcription
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.record import recording_order
from ivr.simulator.verbs.refused import skip
from ivr.simulator.verbs.stream_order import stream_order


async def perform(verb: Verb, machine: Machine) -> Next:
    """Start each noun; the call goes on at once."""
    for noun in verb.children:
        if noun.name == "Stream":
            start_stream(noun, machine)
        elif noun.name == "Transcription":
            live_transcription.start(noun, machine)
        elif noun.name == "Recording":
            start_recording(noun, machine)
        else:
            skip(machine, "Start", noun.name)
    return None


def start_stream(noun: Verb, machine: Machine) -> None:
    """Begin a one-way stream; two of one name are refused with a warning."""
    order = stream_order(noun, machine)
    if order is None:
        return
    if order.name in machine.call.streams:
        message = f"a stream named {order.name} is running already"
        machine.call.notify(12200, message, machine.loader.base)
        return
    MediaStream(machine.call, order).start()


def start_recording(noun: Verb, machine: Machine) -> None:
    """Begin recording the call."""
    dual = noun.get("recordingChannels") == "dual"
    order = recording_order(noun, machine, "StartCallRecordingAPI", noun.get("recordingTrack"), dual)
    Recorder(machine.exchange, machine.call, order)
