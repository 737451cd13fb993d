"""Every kind of effect a call has: how a caller comes to its webhook, and how often it was done.

`webhooks` gets a line to just before the effect and returns the webhook that makes it. `done` returns what was done,
one entry an effect, from the place where it counts: the receiver's own ledger, or the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from ivr import calls
from ivr.calls import NewUtterance
from ivr.calls.tables import UtteranceRow
from ivr.hotline.handlers import handlers
from ivr.identity.tables import AttemptRow
from ivr.jobs.transcribing import transcriber
from ivr.languages import LANGUAGES
from ivr.outbox import Handler
from ivr.outbox.http import post_to
from ivr.outbox.tables import OutboxRow
from ivr.outbox.worker import now_in_utc
from ivr.redaction import Redactors
from ivr.routing.tables import QueueVisitRow
from ivr.services.repair.demo import CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.tables import RequestRow
from ivr.speech.decoding import Word
from tests.booking import COMMAND, PATIENT, booking_office, booking_script
from tests.line import SID, Office, line_settings

ORDER = "473088"
"""Of the demo: its quote waits for an answer."""

CLIP = b"\xff" * 800
WORDS = "where is my phone"

Webhook = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Effect:
    """One kind of effect. `handlers` return what does it where it leaves the hotline; the caller `hears` of it."""

    name: str
    webhook: Callable
    done: Callable
    handlers: Callable | None = None
    hears: str = ""

    def office(self, database, folder):
        """Return a web process of a hotline that has this effect."""
        if self.name == "http command":
            return booking_office(database, Path(folder), booking_script(PATIENT), clock=now_in_utc)
        return Office(database, clock=now_in_utc)

    def prepare(self, database):
        """Fill the tables."""
        if self.name != "http command":
            add_demo_repairs(database, now_in_utc())

    def __str__(self):
        return self.name


def keys_of(line, keys) -> Webhook:
    gather = line.document.find("Gather")
    path = gather.get("action").removeprefix(line.office.settings.web_base).partition("#")[0]
    return path, {"Digits": keys, "FinishedOnKey": gather.get("finishOnKey", "")}


def wrong_factor(line):
    """Come to the question for the phone number, and give another one."""
    for keys in ("1", "2", ORDER):
        line.presses(keys)
    return keys_of(line, "2025550000")


def agent(line):
    return keys_of(line, "0")


def back_from_the_queue(line):
    line.presses("0")
    action = line.document.find("Enqueue").get("action")
    path = action.removeprefix(line.office.settings.web_base).partition("#")[0]
    return path, {"QueueResult": "bridged", "QueueTime": "12"}


def hang_up_after_speech(line):
    with line.office.database.writing() as session:
        calls.add_utterance(session, NewUtterance(SID, 1, now_in_utc(), CLIP))
    return "/voice/status", {"CallStatus": "completed"}


def booking(line):
    return keys_of(line, "1")


def approval(line):
    for keys in ("1", "2", ORDER, CUSTOMER_PHONE[-4:], "1"):
        line.presses(keys)
    return keys_of(line, "1")


def column(what, *where):
    """Return what reads a column of all rows."""

    def done(database, _courier):
        with database.reading() as session:
            return list(session.scalars(select(what).where(*where)))

    return done


def tries(database, _courier):
    """Return how often a try was counted, wherever it was counted most: it is counted on several things."""
    counted = (
        select(func.count()).select_from(AttemptRow).group_by(AttemptRow.record).order_by(func.count().desc()).limit(1)
    )
    with database.reading() as session:
        return [True] * (session.scalar(counted) or 0)


def transcripts(database, _courier):
    """Return the words of each utterance, as often as there is a command for it."""
    commands = (OutboxRow.call_sid == UtteranceRow.call_sid, OutboxRow.kind == calls.TRANSCRIBE)
    with database.reading() as session:
        return list(session.scalars(select(UtteranceRow.transcript).where(*commands)))


def book(_database, url):
    return [Handler(COMMAND, post_to(url, "token"))]


def answer_quotes(database, _url):
    return handlers(line_settings(), database)


def write_down(database, _url):
    said = tuple(Word(word, 0.0, 0.1, 1.0) for word in WORDS.split())
    return [transcriber(database, lambda *_: said, Redactors(LANGUAGES.values()))]


FAILED_TRY = Effect("failed try", wrong_factor, tries, hears="no repair for 4 7 3, 0 8 8")
QUEUE_VISIT = Effect("queue visit", agent, column(QueueVisitRow.queue))
QUEUE_LEFT = Effect("queue left", back_from_the_queue, column(QueueVisitRow.result, QueueVisitRow.result != ""))
TRANSCRIPT = Effect("transcript", hang_up_after_speech, transcripts, write_down)
HTTP = Effect("http command", booking, lambda _, courier: courier.ledger, book, "Your request number is 1 0 0")
QUOTE = Effect("approved quote", approval, column(RequestRow.key), answer_quotes, "our request number is")
EFFECTS = (FAILED_TRY, QUEUE_VISIT, QUEUE_LEFT, TRANSCRIPT, HTTP, QUOTE)
LEAVING = (TRANSCRIPT, HTTP, QUOTE)
BY_NAME = {effect.name: effect for effect in EFFECTS}
