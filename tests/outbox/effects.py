"""Every kind of effect that a call has: those of the frame, and each service's own."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from sqlalchemy import func, select

from ivr import calls
from ivr.calls import NewUtterance
from ivr.calls.tables import UtteranceRow
from ivr.identity.attempts import COUNT_ATTEMPT
from ivr.identity.tables import AttemptRow
from ivr.jobs.transcribing import transcriber
from ivr.languages import LANGUAGES
from ivr.outbound import DO_NOT_CALL
from ivr.outbound.tables import DoNotCallRow
from ivr.outbox import Handler
from ivr.outbox.http import post_to
from ivr.outbox.tables import OutboxRow
from ivr.outbox.worker import now_in_utc
from ivr.redaction import Redactors
from ivr.routing.tables import QueueVisitRow
from ivr.services import SERVICES
from ivr.services.repair.demo import add_demo_repairs
from ivr.speech.decoding import Word
from tests.booking import COMMAND, PATIENT, booking_office, booking_script
from tests.line import SID
from tests.outbox.effect import Effect, EffectOfOurCall, after, column, keys_of, sent
from tests.services.whole_calls import QUOTED

CLIP = b"\xff" * 800
WORDS = "where is my phone"


@dataclass(frozen=True)
class EffectOfBooking(Effect):
    """An effect of the hotline that books couriers and offers nothing else."""

    def office(self, database, folder):
        """Return a web process of it."""
        return booking_office(database, Path(folder), booking_script(PATIENT), clock=now_in_utc)

    def prepare(self, database):
        """It has no tables."""


class Transcript(Effect):
    """Words of a caller that are written down after the call; nobody hears of it."""

    def is_told(self, database, courier):
        """Tell whether the words are there."""
        return None not in self.done(database, courier)


def wrong_factor(line):
    """Come to the question for the phone number, and give another one."""
    for keys in ("1", "2", QUOTED):
        line.presses(keys)
    return keys_of(line, "2025550000")


def back_from_the_queue(line):
    line.presses("0")
    action = line.document.find("Enqueue").get("action")
    path = action.removeprefix(line.office.settings.web_base).partition("#")[0]
    return path, {"QueueResult": "bridged", "QueueTime": "12"}


def hang_up_after_speech(line):
    with line.office.database.writing() as session:
        calls.add_utterance(session, NewUtterance(SID, 1, now_in_utc(), CLIP))
    return "/voice/status", {"CallStatus": "completed"}


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


def write_down(database, _url):
    said = tuple(Word(word, 0.0, 0.1, 1.0) for word in WORDS.split())
    return [transcriber(database, lambda *_: said, Redactors(LANGUAGES.values()))]


QUEUE_LEFT = column(QueueVisitRow.result, QueueVisitRow.result != "")
OF_EVERY_CALL = (
    Effect("failed try", wrong_factor, tries, None, "no repair for 4 7 3, 0 8 8", COUNT_ATTEMPT, often=True),
    Effect("queue visit", after("0"), column(QueueVisitRow.queue), None, often=True),
    Effect("end of a queue visit", back_from_the_queue, QUEUE_LEFT, None, often=True),
    Transcript("transcript", hang_up_after_speech, transcripts, write_down, kind=calls.TRANSCRIBE, often=True),
    EffectOfBooking("http command", after("1"), sent, book, "Your request number is 1 0 0", often=True),
    EffectOfOurCall(
        "calls stopped",
        after("3"),
        column(DoNotCallRow.how),
        None,
        "won't call you",
        DO_NOT_CALL,
        "repair_news",
        add_demo_repairs,
    ),
)


def of_services(name):
    """Return what the services' own tests hold under a name, where they have a file of effects."""
    here = Path(__file__).parent.parent / "services"
    with_effects = [each.name for each in SERVICES if (here / each.name / "effects.py").is_file()]
    return [
        each
        for service in with_effects
        for each in getattr(import_module(f"tests.services.{service}.effects"), name, ())
    ]


EFFECTS = (*OF_EVERY_CALL, *of_services("EFFECTS"))
OFTEN = tuple(effect for effect in EFFECTS if effect.often)
"""Those that every run of the tests has time for."""
LEAVING = tuple(effect for effect in EFFECTS if effect.handlers)
BY_NAME = {effect.name: effect for effect in EFFECTS}
