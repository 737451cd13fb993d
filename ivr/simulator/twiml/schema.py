"""Every verb and noun: its attributes, what may stand inside it, whether it has text.

The tables of Twilio's manual; `nouns.py` has those that stand inside a verb.
"""

from collections.abc import Mapping

from ivr.simulator.twiml.attributes import flag, free, matching, method, one_of, some_of, url, whole
from ivr.simulator.twiml.nouns import ELSEWHERE, NOUNS, Rule, callback

PROMPTS = frozenset({"Say", "Play", "Pause"})
NO_RECORDING = ("do-not-record", "false")
DIAL_RECORDING = (
    *NO_RECORDING,
    "true",
    *(f"record-from-{when}{dual}" for when in ("answer", "ringing") for dual in ("", "-dual")),
)
RECORDING = {**callback("recordingStatusCallback", free("completed")), "recordingConfigurationId": free()}

GATHER = Rule(
    {
        "input": some_of("dtmf", "dtmf", "speech"),
        "action": url(),
        "method": method(13312),
        "numDigits": whole(None, 1, 13314),
        "finishOnKey": matching(r"[0-9#*]?", "#", 13310),
        "timeout": whole(5, 0, 13313),
        "actionOnEmptyResult": flag(False),
        "speechTimeout": matching(r"auto|\d+(\.\d+)?", None, 13327),
        "hints": free(),
        "language": free("en-US"),
        "speechModel": free(),
        "profanityFilter": flag(True),
        "enhanced": flag(False),
        "bargeIn": flag(True),
        "maxSpeechTime": whole(60, 1),
        "debug": flag(False),
        **callback("partialResultCallback"),
    },
    PROMPTS,
)

RECORD = Rule(
    {
        "action": url(),
        "method": method(13610),
        "timeout": whole(5, 0, 13611),
        "finishOnKey": matching(r"[0-9#*]*", "1234567890*#", 13613),
        "maxLength": whole(3600, 1, 13612, high=14400),
        "playBeep": flag(True, 13616),
        "trim": one_of("trim-silence", "trim-silence", "do-not-trim"),
        "recordingTrack": free(),
        "transcribe": flag(False, 13614),
        **callback("transcribeCallback"),
        **RECORDING,
    }
)

DIAL = Rule(
    {
        "action": url(),
        "method": method(13210),
        "timeout": whole(30, 1, 13212, high=600),
        "timeLimit": whole(14400, 1, 13216),
        "callerId": free(),
        "hangupOnStar": flag(False, 13213),
        "answerOnBridge": flag(False),
        "record": one_of("do-not-record", *DIAL_RECORDING, code=13217),
        "trim": one_of("do-not-trim", "trim-silence", "do-not-trim"),
        "ringTone": free(),
        "recordingTrack": one_of("both", "inbound", "outbound", "both"),
        "sequential": flag(False),
        "callReason": free(),
        "events": free(),
        "referUrl": url(),
        "referMethod": method(12200),
        "passports": free(),
        **RECORDING,
    },
    frozenset({"Number", "Client", "Sip", "Queue", "Conference", "Application", "Sim", "WhatsApp"}),
    text=True,
    nested_code=13215,
)

ENQUEUE = Rule(
    {
        "action": url(14203),
        "method": method(14201),
        "waitUrl": url(14202),
        "waitUrlMethod": method(14206),
        "workflowSid": free(),
        "maxQueueSize": whole(1000, 1, high=5000),
    },
    frozenset({"Task"}),
    text=True,
)

BESIDE = frozenset({"Stream", "Recording", "Siprec", "Transcription"})
SSML = frozenset({"break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w", "speak"})

VERBS: Mapping[str, Rule] = {
    "Say": Rule({"voice": free("man"), "language": free("en-US"), "loop": whole(1, 0, 13510)}, SSML, text=True),
    "Play": Rule({"loop": whole(1, 0, 13410), "digits": matching(r"[0-9A-Da-d*#wW]+", None, 12200)}, text=True),
    "Pause": Rule({"length": whole(1, 0, 13910)}),
    "Gather": GATHER,
    "Record": RECORD,
    "Dial": DIAL,
    "Enqueue": ENQUEUE,
    "Leave": Rule(),
    "Redirect": Rule({"method": method(13710)}, text=True),
    "Hangup": Rule({"reason": free()}, frozenset({"Parameter"})),
    "Reject": Rule({"reason": one_of("rejected", "rejected", "busy", code=12200)}, frozenset({"Parameter"})),
    "Start": Rule(
        {"action": url(), "method": method(12200)}, frozenset({"Stream", "Recording", "Siprec", "Transcription"})
    ),
    "Stop": Rule({}, frozenset({"Stream", "Recording", "Siprec", "Transcription"})),
    "Connect": Rule({"action": url(), "method": method(12200)}, frozenset({"Stream", *ELSEWHERE})),
    "Sms": Rule(
        {"to": free(), "from": free(), "action": url(), "method": method(14104), "statusCallback": url(14105)},
        text=True,
    ),
    "Message": Rule(
        {"to": free(), "from": free(), "action": url(), "method": method(14104)}, frozenset({"Body"}), text=True
    ),
    "Refer": Rule({"action": url(), "method": method(12200)}, frozenset({"Sip", "ReferSip"})),
    "Pay": Rule({"action": url()}, frozenset({"Prompt", "Parameter"}), open=True),
    "Prompt": Rule({}, PROMPTS, open=True),
    "Echo": Rule(),
}

ELEMENTS: Mapping[str, Rule] = {**NOUNS, **VERBS}
