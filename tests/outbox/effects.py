"""Every kind of effect a call has: how a caller comes to its webhook, and how often it was done.

`webhooks` gets a line to just before the effect and returns the webhook that makes it. `done` returns what was done,
one entry an effect, from the place where it counts: the receiver's own ledger, or the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from ivr import calls
from ivr.calls import NewUtterance
from ivr.calls.tables import UtteranceRow
from ivr.hotline.handlers import handlers
from ivr.identity.attempts import COUNT_ATTEMPT
from ivr.identity.tables import AttemptRow
from ivr.jobs.transcribing import transcriber
from ivr.knowledge.tables import ArticleRow
from ivr.languages import LANGUAGES
from ivr.outbound import DO_NOT_CALL
from ivr.outbound.tables import DoNotCallRow
from ivr.outbox import Handler
from ivr.outbox.http import post_to
from ivr.outbox.tables import OutboxRow
from ivr.outbox.worker import now_in_utc
from ivr.privacy.tables import DoNotRecordRow
from ivr.privacy.words import DO_NOT_RECORD
from ivr.redaction import Redactors
from ivr.routing.tables import QueueVisitRow
from ivr.services.centres.demo import APPOINTMENT as BOOKED
from ivr.services.centres.demo import SEAT as SEAT_BOOKED
from ivr.services.centres.demo import add_demo_centres
from ivr.services.centres.tables import AppointmentRow, CourseSeatRow
from ivr.services.fault.demo import add_demo_faults
from ivr.services.fault.tables import FaultTicketRow
from ivr.services.help.tables import ArticleUseRow
from ivr.services.repair.demo import CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.tables import RequestRow
from ivr.services.returns.demo import add_demo_rules
from ivr.services.returns.tables import ReturnCaseRow
from ivr.services.send_in.demo import IMEI, add_demo_send_ins
from ivr.services.send_in.tables import PickUpSeatRow, SendInRow
from ivr.services.survey.tables import SurveyRow
from ivr.services.thanks.tables import ThanksRow
from ivr.speech.decoding import Word
from tests.booking import COMMAND, PATIENT, booking_office, booking_script
from tests.every_service import REGION, answers_call, request
from tests.line import HOTLINE, SID, Office, line_settings
from tests.services.whole_calls import NUMBERS

ORDER = "473088"
"""Of the demo: its quote waits for an answer."""

CLIP = b"\xff" * 800
WORDS = "where is my phone"

IDENTIFIED = tuple(keys for _, keys in NUMBERS)
BOUGHT = f"{now_in_utc() - timedelta(days=3):%Y%m%d}"

Webhook = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Effect:
    """One kind of effect. `handlers` return what does it where it leaves the hotline; the caller `hears` of it."""

    name: str
    webhook: Callable
    done: Callable
    handlers: Callable | None = None
    hears: str = ""
    kind: str = ""
    form: str = ""
    demo: Callable = add_demo_repairs

    def office(self, database, folder):
        """Return a web process of a hotline that has this effect."""
        if self is HTTP:
            return booking_office(database, Path(folder), booking_script(PATIENT), clock=now_in_utc)
        if not self.form:
            return Office(database, clock=now_in_utc)
        (Path(folder) / "here.yaml").write_text(REGION)
        settings = line_settings(regions=folder, sms_from=HOTLINE, calls_from=HOTLINE)
        return Office(database, settings, clock=now_in_utc, hears=True)

    def begins(self, line):
        """Ring, and get to the form of the effect where it has one."""
        if self is STOPPED:
            return answers_call(line, "ready")
        return line.fetch(f"/voice?form={self.form}") if self.form else line.rings()

    def prepare(self, database):
        """Fill the tables."""
        if self is not HTTP:
            self.demo(database, now_in_utc())

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


def after(*keys):
    """Press these keys, but the last one, which makes the effect."""

    def webhook(line):
        for key in keys[:-1]:
            line.presses(key)
        return keys_of(line, keys[-1])

    return webhook


def after_words(line):
    """Thank somebody in own words."""
    line.presses("1").says("the lady was patient", "the lady was patient", grammar="own_words")
    return keys_of(line, "1")


def answered(*keys):
    """Hear of a repair, then press these keys."""
    return after(ORDER, CUSTOMER_PHONE[-4:], "3", *keys)


def add_requests(database, now):
    """Add what a request to send in needs, and one that can still be changed."""
    add_demo_send_ins(database, now)
    with database.writing() as session:
        session.add(request(database))


def add_articles(database, now):
    """Add two articles, without the encoder that searching needs."""
    with database.writing_rows() as rows:
        for key in "ab":
            told = {"key": key, "language": "en", "title": f"Title {key}", "text": "Text.", "answer": "Text."}
            rows.execute(insert(ArticleRow).values(told | {"answer_cut": False}))


def called_off(database, _courier):
    with database.reading() as session:
        return [] if session.scalar(select(AppointmentRow).where(AppointmentRow.number == BOOKED)) else [True]


def given_back(database, _courier):
    with database.reading() as session:
        return [] if session.scalar(select(CourseSeatRow).where(CourseSeatRow.number == SEAT_BOOKED)) else [True]


def sent(_database, courier):
    return courier.ledger


def uses(database, _courier):
    """Return an entry for each time that an article was counted."""
    with database.reading() as session:
        return [True] * (session.scalar(select(func.sum(ArticleUseRow.uses))) or 0)


def ours(database, url):
    """Return all who do commands; text messages go to a courier's ledger in Twilio's stead."""
    return handlers(line_settings(sms_from=HOTLINE, twilio_api_url=url), database)


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


FAILED_TRY = Effect("failed try", wrong_factor, tries, hears="no repair for 4 7 3, 0 8 8", kind=COUNT_ATTEMPT)
QUEUE_VISIT = Effect("queue visit", agent, column(QueueVisitRow.queue))
QUEUE_LEFT = Effect("queue left", back_from_the_queue, column(QueueVisitRow.result, QueueVisitRow.result != ""))
TRANSCRIPT = Effect("transcript", hang_up_after_speech, transcripts, write_down, kind=calls.TRANSCRIBE)
HTTP = Effect("http command", booking, lambda _, courier: courier.ledger, book, "Your request number is 1 0 0")
QUOTE = Effect(
    "approved quote", approval, column(RequestRow.key), answer_quotes, "our request number is", kind="answer_quote"
)
CANCELLED = Effect(
    "cancelled repair",
    after("101178", "2025550100", "1"),
    column(RequestRow.key),
    ours,
    "our request number is",
    "cancel_repair",
    "cancel_repair",
)
TEXT = Effect("text", answered("3"), sent, ours, "I've sent it", "sms", "repair")
APPOINTMENT = Effect(
    "appointment",
    after("02139", "2", "2", "1", "1"),
    column(AppointmentRow.number, AppointmentRow.number != BOOKED),
    ours,
    "Booked",
    "book_centre",
    "centres",
    add_demo_centres,
)
MOVED = Effect(
    "appointment moved",
    after(BOOKED, "1", "1", "1", "1"),
    column(AppointmentRow.number, AppointmentRow.number == BOOKED, AppointmentRow.key != "demo"),
    ours,
    "Changed",
    "move_centre",
    "centre_appointment",
    add_demo_centres,
)
CALLED_OFF = Effect(
    "appointment cancelled",
    after(BOOKED, "2", "1"),
    called_off,
    ours,
    "is cancelled",
    "cancel_centre",
    "centre_appointment",
    add_demo_centres,
)
SEAT = Effect(
    "seat of a course",
    after("02139", "1", "1"),
    column(CourseSeatRow.number, CourseSeatRow.number != SEAT_BOOKED),
    ours,
    "Your seat is booked",
    "book_course",
    "courses",
    add_demo_centres,
)
SEAT_GIVEN_BACK = Effect(
    "seat given back",
    after(SEAT_BOOKED, "2", "1"),
    given_back,
    ours,
    "is cancelled",
    "cancel_centre",
    "centre_appointment",
    add_demo_centres,
)
SENT_IN = Effect(
    "phone sent in",
    after(IMEI, "2", "1"),
    column(SendInRow.number, SendInRow.key != "demo"),
    ours,
    "Booked",
    "book_send_in",
    "send_in",
    add_demo_send_ins,
)
CHANGED = Effect(
    "pick-up changed",
    after(*IDENTIFIED, "1", "1", "1", "1"),
    column(PickUpSeatRow.seat),
    ours,
    "The courier comes",
    "change_send_in",
    "send_change",
    add_requests,
)
HANDED_IN = Effect(
    "handed in instead",
    after(*IDENTIFIED, "4", "1"),
    column(SendInRow.number, SendInRow.way == "drop_off"),
    ours,
    "to a centre",
    "change_send_in",
    "send_change",
    add_requests,
)
WITHDRAWN = Effect(
    "sending in cancelled",
    after(*IDENTIFIED, "2", "1"),
    column(SendInRow.number, SendInRow.stage == "cancelled"),
    ours,
    "is cancelled",
    "cancel_send_in",
    "send_cancel",
    add_requests,
)
LINK = Effect("link sent again", after(*IDENTIFIED, "3"), sent, ours, "sent", "text_send_in", "send_link", add_requests)
TICKET = Effect(
    "ticket",
    after(*"1111111"),
    column(FaultTicketRow.number),
    ours,
    "opened ticket",
    "open_ticket",
    "fault",
    add_demo_faults,
)
CASE = Effect(
    "return",
    after(BOUGHT, "1", "1"),
    column(ReturnCaseRow.number),
    ours,
    "case number",
    "open_return",
    "returns",
    add_demo_rules,
)
THANKS = Effect("thanks", after_words, column(ThanksRow.key), ours, "We'll pass it on", "keep_thanks", "thanks")
SURVEY = Effect(
    "survey", after("2", "2", "1", "5"), column(SurveyRow.call_sid), ours, "Goodbye", "keep_survey", "door_order"
)
ARTICLE = Effect("article", after("1", "1"), uses, None, "Text.", "count_article", "help", add_articles)
CODE = Effect("code", after("2", "1"), sent, ours, "six digits", "text_data_code", "my_data")
SILENT = Effect(
    "no recordings", after("1", "1"), column(DoNotRecordRow.how), None, "no sound", DO_NOT_RECORD, "my_data"
)
STOPPED = Effect(
    "calls stopped", after("3"), column(DoNotCallRow.how), None, "won't call you", DO_NOT_CALL, "repair_news"
)
OFTEN = (FAILED_TRY, QUEUE_VISIT, QUEUE_LEFT, TRANSCRIPT, HTTP, QUOTE)
"""Those that every run of the tests has time for."""
OF_SERVICES = (
    CANCELLED,
    TEXT,
    APPOINTMENT,
    MOVED,
    CALLED_OFF,
    SEAT,
    SEAT_GIVEN_BACK,
    SENT_IN,
    CHANGED,
    HANDED_IN,
    WITHDRAWN,
    LINK,
    TICKET,
    CASE,
    THANKS,
    SURVEY,
    ARTICLE,
    CODE,
    SILENT,
    STOPPED,
)
EFFECTS = (*OFTEN, *OF_SERVICES)
LEAVING = tuple(effect for effect in EFFECTS if effect.handlers)
BY_NAME = {effect.name: effect for effect in EFFECTS}
