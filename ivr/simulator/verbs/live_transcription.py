"""<Start><Transcription>: what is said on the call is told to the app while it is being said.

| attribute | values | default |
|---|---|---|
| name | unique in the call | its SID |
| track | inbound_track, outbound_track, both_tracks | both_tracks |
| statusCallbackUrl, statusCallbackMethod | URL; GET, POST | none, POST |
| languageCode, hints | handed to the recogniser | en-US, none |
| partialResults | true, false: words so far, each second | false |
| inboundTrackLabel, outboundTrackLabel, transcriptionEngine, speechModel | told back | none, google, telephony |
| profanityFilter, enableAutomaticPunctuation | told back | true |
| intelligenceService, conversationConfiguration, enableProviderData | accepted | |

The callback hears TranscriptionEvent transcription-started, -content (TranscriptionData, Track, Final) and -stopped,
each with TranscriptionSid, SequenceId from 1 and Timestamp. A name twice and an unknown track are warnings 12200.
"""

from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.media.live_transcription import LiveTranscription, TranscriptionOrder
from ivr.simulator.twiml.document import Verb
from ivr.simulator.verbs.machine import Machine

_TOLD_BACK = {
    "languageCode": "LanguageCode",
    "partialResults": "PartialResults",
    "transcriptionEngine": "TranscriptionEngine",
    "speechModel": "SpeechModel",
    "profanityFilter": "ProfanityFilter",
    "enableAutomaticPunctuation": "EnableAutomaticPunctuation",
    "hints": "Hints",
    "inboundTrackLabel": "InboundTrackLabel",
    "outboundTrackLabel": "OutboundTrackLabel",
    "name": "Name",
}


def start(noun: Verb, machine: Machine) -> None:
    """Begin a transcription; two of one name are refused with a warning."""
    call, back = machine.call, noun.get("statusCallbackUrl")
    if noun.get("name") in call.transcriptions:
        call.notify(12200, f"a transcription named {noun.get('name')} is running already", machine.loader.base)
        return
    hook = Hook(machine.loader.absolute(back), noun.get("statusCallbackMethod").upper()) if back else None
    begin(machine.exchange, call, order(noun, hook))


def stop(noun: Verb, call: Call) -> bool:
    """End the transcription of that name; without a name each one. False where there is none."""
    name = noun.get("name")
    found = [each for each in call.transcriptions.values() if name in ("", each.name)]
    for each in found:
        each.stop()
    return bool(found)


def order(noun: Verb, hook: Hook | None) -> TranscriptionOrder:
    """Return what an element asks for."""
    return TranscriptionOrder(
        name=noun.get("name"),
        hook=hook,
        track=noun.get("track"),
        language=noun.get("languageCode"),
        partial=noun.flag("partialResults"),
        hints=tuple(hint.strip() for hint in noun.get("hints").split(",") if hint.strip()),
        settings={told: noun.get(name) for name, told in _TOLD_BACK.items() if noun.has(name)},
    )


def begin(exchange: Exchange, call: Call, wanted: TranscriptionOrder) -> LiveTranscription:
    """Start a transcription and return it."""
    made = LiveTranscription(call, wanted, exchange.recognise is not None)
    made.start()
    return made
