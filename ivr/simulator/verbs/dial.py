"""<Dial>: bring somebody else into the call.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | none: the next verb follows |
| timeout | seconds to ring, at most 600 | 30 |
| timeLimit | seconds to talk | 14400 |
| callerId | what the person called sees (see below) | the caller's number |
| hangupOnStar | true, false | false |
| answerOnBridge | true, false | false |
| record ... | see `dial_recording.py` | do-not-record |
| sequential | true, false | false |

To a Number, the caller ID must be a number of the account, a verified one, or this call's From or To; a Client or SIP
caller has to give one. Else nobody rings: warning 13214, and the action hears DialCallStatus=failed and ErrorMessage.

Nouns: Number, Client, Sip (or a number as text), Queue, Conference. The action hears DialCallStatus, DialCallSid,
DialCallDuration, DialBridged, RecordingUrl, and for a SIP address DialSipResponseCode.
"""

from collections.abc import Awaitable, Callable

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import dial_conference, dial_legs, dial_queue
from ivr.simulator.verbs.dial_recording import DialRecording
from ivr.simulator.verbs.dial_result import DialResult
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Dial, talk, and go to the action with how it ended."""
    result = DialResult()
    recording = DialRecording(verb, machine, result)
    with machine.if_interrupted(lambda reason: result.interrupted(verb, machine)):
        try:
            await _dialler(verb)(verb, machine, result, recording)
        finally:
            recording.finish()
    return result.action(verb, machine)


def _dialler(verb: Verb) -> Callable[[Verb, Machine, DialResult, DialRecording], Awaitable[None]]:
    if verb.nested("Queue"):
        return dial_queue.dial
    return dial_conference.dial if verb.nested("Conference") else dial_legs.dial
