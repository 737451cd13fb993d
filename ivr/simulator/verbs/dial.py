"""<Dial>: bring somebody else into the call.

| attribute | values | default |
|---|---|---|
| action, method | URL; GET, POST | none: the next verb follows |
| timeout | seconds to ring, at most 600 | 30 |
| timeLimit | seconds to talk | 14400 |
| callerId | what the called one sees | the caller's number |
| hangupOnStar | true, false | false |
| answerOnBridge | true, false | false |
| record ... | see `dial_recording.py` | do-not-record |
| sequential | true, false | false |

Nouns: Number, Client, Sip (or a number as text), Queue, Conference. The action hears DialCallStatus, DialCallSid,
DialCallDuration, DialBridged, RecordingUrl, and for a SIP address DialSipResponseCode.
"""

from ivr.simulator.engine.steps import Next
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs import dial_conference, dial_legs, dial_queue
from ivr.simulator.verbs.dial_result import DialResult
from ivr.simulator.verbs.machine import Machine


async def perform(verb: Verb, machine: Machine) -> Next:
    """Dial, talk, and go to the action with how it ended."""
    result = DialResult()
    with machine.if_interrupted(lambda reason: result.interrupted(verb, machine)):
        if verb.nested("Queue"):
            await dial_queue.dial(verb, machine, result)
        elif verb.nested("Conference"):
            await dial_conference.dial(verb, machine, result)
        else:
            await dial_legs.dial(verb, machine, result)
    return result.action(verb, machine)
