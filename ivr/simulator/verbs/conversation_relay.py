"""<Connect><ConversationRelay>: the caller talks with an app that reads and writes text over a WebSocket.

| attribute | values | default |
|---|---|---|
| url | WebSocket URL | |
| welcomeGreeting | spoken first | none |
| welcomeGreetingInterruptible, interruptible | any, speech, dtmf, none (true is any, false none) | any |
| dtmfDetection | true: keys are told | false |
| language, transcriptionLanguage, hints | handed to the recogniser | en-US |
| voice and all others | accepted | |

Nested: Parameter. The action hears SessionId, SessionStatus (ended, completed, failed), SessionDuration, HandoffData.
"""

from ivr.simulator.engine.steps import Goto, Next
from ivr.simulator.media.relay import Relay, RelayOrder, who_may
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine
from ivr.simulator.verbs.play import sound_at
from ivr.simulator.verbs.stream_order import checked_url


async def perform(verb: Verb, noun: Verb, machine: Machine) -> Next:
    """Let app and caller talk until one of them ends it."""
    url = checked_url(noun, machine)
    if url is None:
        return machine.action(verb, {"SessionStatus": "failed"}) if verb.has("action") else None
    relay = Relay(machine.call, _order(noun, url), lambda source: sound_at(source, machine))

    def action(_reason: str = "") -> Goto | None:
        return machine.action(verb, relay.result) if verb.has("action") else None

    with machine.if_interrupted(action):
        await relay.run()
    return action()


def _order(noun: Verb, url: str) -> RelayOrder:
    return RelayOrder(
        url=url,
        greeting=noun.get("welcomeGreeting"),
        greeting_interruptible=who_may(noun.get("welcomeGreetingInterruptible", "any")),
        interruptible=who_may(noun.get("interruptible", "any")),
        keys=noun.get("dtmfDetection").lower() == "true",
        language=noun.get("transcriptionLanguage") or noun.get("language", "en-US"),
        hints=tuple(hint.strip() for hint in noun.get("hints").split(",") if hint.strip()),
        parameters={each.get("name"): each.get("value") for each in noun.nested("Parameter")},
    )
