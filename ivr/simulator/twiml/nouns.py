"""The elements that stand inside a verb, and the shape of every element's table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ivr.simulator.twiml.attributes import Attribute, flag, free, matching, method, one_of, some_of, url, whole

CALL_EVENTS = ("initiated", "ringing", "answered", "completed")
ROOM_EVENTS = ("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement")


@dataclass(frozen=True)
class Rule:
    """An element's attributes and nouns; `open` takes any attribute; `nested_code` warns about a wrong noun."""

    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    text: bool = False
    open: bool = False
    nested_code: int = 12200


def callback(name: str, events: Attribute | None = None, code: int = 12200) -> dict[str, Attribute]:
    """Return the two or three attributes of a callback: URL, method, events."""
    pair = {name: url(), f"{name}Method": method(code)}
    return pair if events is None else {**pair, f"{name}Event": events}


_CALLBACK = callback("statusCallback", some_of("completed", *CALL_EVENTS))
_MACHINE = {
    "machineDetection": one_of(None, "Enable", "DetectMessageEnd"),
    "machineDetectionTimeout": whole(30, 3, high=59),
    "machineDetectionSpeechThreshold": whole(2400, 1000, high=6000),
    "machineDetectionSpeechEndThreshold": whole(1200, 500, high=5000),
    "machineDetectionSilenceTimeout": whole(5000, 2000, high=10000),
    **callback("amdStatusCallback"),
}
_RECORDING = {**callback("recordingStatusCallback", free("completed")), "recordingConfigurationId": free()}
_SCREEN = {"url": url(), "method": method(13221)}
ELSEWHERE = (
    "Room",
    "ConversationRelay",
    "ConversationRelaySession",
    "Conversation",
    "VirtualAgent",
    "Autopilot",
    "AiSession",
    "Assistant",
)
_UNUSED = ("Siprec", "Application", "Sim", "WhatsApp", "Language", "Config")
_PARAMETERS = frozenset({"Parameter"})
_INSIDE_OTHERS = _PARAMETERS | {"Language", "Config", "ApplicationSid"}

NOUNS: Mapping[str, Rule] = {
    "Number": Rule(
        {
            **_SCREEN,
            "sendDigits": matching(r"[0-9*#wW]+", None, 13222),
            "byoc": free(),
            "phoneNumber": free(),
            **_CALLBACK,
            **_MACHINE,
        },
        text=True,
    ),
    "Client": Rule({**_SCREEN, **_CALLBACK}, frozenset({"Identity", "Parameter"}), text=True),
    "Sip": Rule(
        {**_SCREEN, "username": free(), "password": free(), **_CALLBACK, **_MACHINE}, frozenset({"Uri"}), text=True
    ),
    "Uri": Rule({"priority": free(), "weight": free(), "username": free(), "password": free()}, text=True),
    "Queue": Rule(
        {"url": url(14211), "method": method(14210), "reservationSid": free(), "postWorkActivitySid": free()}, text=True
    ),
    "Conference": Rule(
        {
            "muted": flag(False, 13230),
            "beep": one_of("true", "true", "false", "onEnter", "onExit", code=13235),
            "startConferenceOnEnter": flag(True, 13232),
            "endConferenceOnExit": flag(False, 13231),
            "waitUrl": url(13233),
            "waitMethod": method(13234),
            "maxParticipants": whole(250, 2, high=250),
            "record": one_of("do-not-record", "do-not-record", "record-from-start"),
            "trim": one_of("trim-silence", "trim-silence", "do-not-trim"),
            "coach": free(),
            "region": free(),
            "participantLabel": free(),
            "jitterBufferSize": free(),
            "eventCallbackUrl": url(),
            **callback("statusCallback", some_of(None, *ROOM_EVENTS)),
            **_RECORDING,
        },
        text=True,
    ),
    "Stream": Rule(
        {
            "url": url(),
            "name": free(),
            "track": free("inbound_track"),
            "connectorName": free(),
            "audioFormat": free(),
            "sampleRate": free(),
            **callback("statusCallback"),
            "statusCallbackMethod": method(12200),
        },
        _PARAMETERS,
    ),
    "Transcription": Rule(
        {
            "name": free(),
            "track": one_of("both_tracks", "inbound_track", "outbound_track", "both_tracks"),
            "statusCallbackUrl": url(),
            "statusCallbackMethod": method(12200),
            "inboundTrackLabel": free(),
            "outboundTrackLabel": free(),
            "partialResults": flag(False),
            "languageCode": free("en-US"),
            "transcriptionEngine": free("google"),
            "profanityFilter": flag(True),
            "speechModel": free("telephony"),
            "hints": free(),
            "enableAutomaticPunctuation": flag(True),
            "intelligenceService": free(),
            "conversationConfiguration": free(),
            "enableProviderData": flag(False),
        }
    ),
    "Recording": Rule(
        {
            "name": free(),
            "recordingChannels": one_of("dual", "mono", "dual"),
            "recordingTrack": one_of("both", "inbound", "outbound", "both"),
            "channels": free(),
            "track": free(),
            "trim": one_of("do-not-trim", "trim-silence", "do-not-trim"),
            **_RECORDING,
        }
    ),
    "Parameter": Rule({"name": free(), "value": free()}),
    "Identity": Rule(text=True),
    "Body": Rule(text=True),
    "Task": Rule({"priority": free(), "timeout": free()}, text=True),
    "ReferSip": Rule(text=True),
    "ApplicationSid": Rule(text=True),
    **{name: Rule({}, _INSIDE_OTHERS, text=True, open=True) for name in (*ELSEWHERE, *_UNUSED)},
}
