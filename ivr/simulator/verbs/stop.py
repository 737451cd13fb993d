"""<Stop>: end a stream or a transcription by its name, or the call's recordings."""

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import live_transcription
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Stop each noun's namesake."""
    for noun in verb.children:
        if noun.name == "Stream":
            stop_stream(noun, machine)
        elif noun.name == "Transcription":
            if not live_transcription.stop(noun, machine.call):
                message = f"no transcription named {noun.get('name')!r} is running"
                machine.call.notify(12200, message, machine.loader.base)
        elif noun.name == "Recording":
            for recorder in tuple(machine.call.recorders.values()):
                recorder.finish()
    return None


def stop_stream(noun: Verb, machine: Machine) -> None:
    """Stop the stream of that name; one that isn't there is a warning."""
    stream = machine.call.streams.pop(noun.get("name"), None)
    if stream is None:
        message = f"no stream named {noun.get('name')!r} is running"
        machine.call.notify(12200, message, machine.loader.base)
    else:
        stream.stop()
