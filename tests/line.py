"""A telephone line to the hotline: posts webhooks as Twilio does, signed, and keeps the document it got last."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4
from xml.etree import ElementTree

from flask import Flask
from twilio.request_validator import RequestValidator

from ivr import calls
from ivr.hotline.build import open_edge
from ivr.settings import Settings
from ivr.speech import Recognition, Word
from ivr.storage.journal import Journal
from ivr.telephony.web import add_telephony
from ivr.turn import keep_utterance, note_stream, take
from ivr.turn.inputs import Lost, Utterance

TOKEN = "12345"
NOTICE_SECONDS = 60
PATIENCE_SECONDS = 60
CALLER, HOTLINE = "+12025550143", "+12025550100"
MOST_PAGES = 6
"""Pages after the menus, at most."""
NO_REGIONS = Path(__file__).parent / "no_regions"
"""No such folder: the settings alone make one region."""
SID = "CA" + "1" * 32


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now=None):
        self.now = now or datetime(2026, 11, 22, 10, 30, tzinfo=UTC)

    def __call__(self):
        return self.now

    def passes(self, seconds):
        self.now += timedelta(seconds=seconds)


def line_settings(**changes):
    return Settings(
        _env_file=None,
        **{"twilio_auth_token": TOKEN, "secret_key": "secret", "speech": False, "media_port": 9, "regions": NO_REGIONS}
        | {"data": Path(gettempdir()) / f"ivr-data-{uuid4().hex}"}  # not the var/ of a hotline that runs here
        | changes,
    )


class Office:
    """One web process of the hotline. Other services than the usual ones may be given, by name."""

    def __init__(self, database, settings=None, clock=None, **services):
        self.settings = settings or line_settings()
        self.clock = clock or Clock()
        edge = open_edge(self.settings, database, self.clock, one_voice=False)
        journal = Journal(Path(gettempdir()) / f"ivr-journal-{uuid4().hex}")
        self.edge = replace(edge, context=replace(edge.context, **{"journal": journal} | services))
        self.database = database
        self.app = Flask("office")
        add_telephony(self.app, self.edge)

    def line(self, sid=SID, caller=CALLER):
        return Line(self, sid, caller)


class Line:
    def __init__(self, office, sid, caller):
        self.office, self.sid = office, sid
        self.client = office.app.test_client()
        self.always = {"CallSid": sid, "AccountSid": office.settings.twilio_account_sid, "From": caller, "To": HOTLINE}
        self.always |= {"Direction": "inbound", "CallStatus": "in-progress"}
        self.document = None

    # -- as Twilio

    def post(self, path, headers=None, **params):
        form = self.always | params
        url = self.office.settings.web_base + path
        signature = RequestValidator(TOKEN).compute_signature(url, form)
        return self.client.post(path, data=form, headers={"X-Twilio-Signature": signature} | (headers or {}))

    def fetch(self, path, **params):
        answer = self.post(path, **params)
        assert answer.status_code == 200, answer.status
        self.bytes = answer.data
        self.document = ElementTree.fromstring(answer.data)
        assert len(self.document), "an empty document: Twilio hangs up on that"
        return self

    def follow(self, address, **params):
        assert address.startswith(self.office.settings.web_base)
        path, _, _overrides = address.removeprefix(self.office.settings.web_base).partition("#")
        return self.fetch(path, **params)

    # -- as a caller

    def rings(self):
        return self.fetch("/voice")

    def presses(self, keys):
        """Press keys, and the one that ends them where the document names one."""
        gather = self.document.find("Gather")
        return self.follow(gather.get("action"), Digits=keys, FinishedOnKey=gather.get("finishOnKey", ""))

    def types(self, keys):
        """Press keys, then none for as long as the document waits."""
        return self.follow(self.document.find("Gather").get("action"), Digits=keys, FinishedOnKey="")

    def is_silent(self):
        """Press no key until the question's time is over."""
        self.office.clock.passes(PATIENCE_SECONDS)
        return self.looks_in()

    def looks_in(self):
        """Press no key for as long as the document waits."""
        return self.types("")

    def waits(self):
        return self.follow(self.document.find("Redirect").text)

    def is_back_from_the_queue(self, result, seconds=12):
        action = self.document.find("Enqueue").get("action")
        return self.follow(action, QueueResult=result, QueueTime=str(seconds))

    def hangs_up(self):
        assert self.post("/voice/status", CallStatus="completed").status_code == 204
        return self

    def says(self, text, meaning, grammar="main_menu", decision="accept", turn=None):
        """Be recognised by the gateway, which takes the turn."""
        words = tuple(Word(word, i * 0.3, i * 0.3 + 0.2, 0.9) for i, word in enumerate(text.split()))
        heard = Recognition(
            text, words, meaning, (), 0.9, decision, grammar, b"\xff" * 800, 0.1, 0.4, ((meaning, 0.9),)
        )
        services = self.office.edge.context
        turn = turn or self.turn
        kept = keep_utterance(services, self.sid, turn, heard)
        return self.gets(take(services, self.sid, turn, Utterance(heard, kept)))

    def mumbles(self, text="scream"):
        return self.says(text, None, grammar="", decision="reject")

    def speaks_but_is_lost(self):
        """Say what gets lost on our side before it is understood."""
        return self.gets(take(self.office.edge.context, self.sid, self.turn, Lost()))

    def gets(self, reply):
        """Get what the gateway pushes: nothing where the document goes on."""
        self.bytes = reply.twiml.encode()
        self.document = self.document if reply.is_quiet else ElementTree.fromstring(reply.twiml)
        return self

    def gets_document(self, twiml):
        """Be in a document that somebody else made."""
        self.document = ElementTree.fromstring(twiml)
        return self

    def says_digits(self, digits, turn=None, decision="accept"):
        return self.says(" ".join(digits), digits, grammar="repair_number", decision=decision, turn=turn)

    def streams(self, status="open"):
        """Let the media gateway note how the stream is that the last document started."""
        note_stream(self.office.edge.context, self.sid, self.call.stream_name, status)
        return self

    def chooses(self, topic):
        """Press keys until the page after the menus that offers a topic by these words, then the key that follows."""
        self.presses("3").presses("3")
        offered = topic.replace(" ", "")
        for _ in range(MOST_PAGES):
            if offered in self.heard.replace(" ", ""):
                break
            self.presses("4")
        assert offered in self.heard.replace(" ", ""), f"{topic} is on no page"
        return self.presses(next(sign for sign in self.heard.replace(" ", "").split(offered)[1] if sign.isdecimal()))

    # -- what came of it

    def hears(self, words):
        assert words in self.heard, self.heard
        return self

    @property
    def heard(self):
        return " ".join(self._words(verb) for verb in self.document.iter() if verb.tag in ("Say", "Play"))

    def _words(self, verb):
        if verb.tag == "Say":
            return "".join(verb.itertext())
        name = tuple(verb.text.rsplit("/", 2)[1:])
        return self.office.edge.recordings[name].text if name in self.office.edge.recordings else verb.text

    @property
    def turn(self):
        return self.call.turn

    @property
    def call(self):
        with self.office.database.reading() as session:
            return calls.load(session, self.sid)

    @property
    def transcript(self):
        with self.office.database.reading() as session:
            return calls.transcript(session, self.sid)

    @property
    def started(self):
        """The name of the stream that the document starts, or None."""
        stream = self.document.find("Start/Stream")
        return None if stream is None else stream.get("name")

    @property
    def verbs(self):
        return [verb.tag for verb in self.document]
