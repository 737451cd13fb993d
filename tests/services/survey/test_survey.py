"""Two questions at the end of a call that was answered, where the region asks; a low score is followed up."""

import pytest
from sqlalchemy import select

from ivr.hotline.web import create_app
from ivr.languages import LANGUAGES
from ivr.outbox import Handler, Refused, Worker
from ivr.services import Context
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.survey.keeping import is_low, open_keeping
from ivr.services.survey.tables import FollowUpRow, SurveyRow
from ivr.settings import PROJECT
from ivr.speech.grammar import load
from tests.line import Office, line_settings


@pytest.fixture
def office(sqlite_database, tmp_path):
    (tmp_path / "here.yaml").write_text("languages: [en]\ntimezone: UTC\ncountry: US\nsurvey: true\n")
    office = Office(sqlite_database, line_settings(regions=tmp_path))
    add_demo_repairs(sqlite_database, office.clock())
    return office


@pytest.fixture
def line(office):
    """A caller who has heard of the repair."""
    line = office.line().rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[2:])
    return line.hears("has been in repair").hears("Anything else?")


def kept(office):
    """Let a worker keep the answers; return them with what is to be followed up."""
    keep = open_keeping(Context(office.settings, office.database, office.clock))
    Worker(office.database, [Handler("keep_survey", keep)], clock=office.clock).work_off()
    with office.database.reading() as session:
        answers = [(row.call_sid, row.helped, row.rating, row.served) for row in session.scalars(select(SurveyRow))]
        return answers, [(row.call_sid, row.why, row.status) for row in session.scalars(select(FollowUpRow))]


def test_a_low_score_is_kept_and_followed_up(office, line):
    line.presses("2").hears("Did this call help you?").presses("1").hears("from one to five").presses("2")
    line.hears("Thank you.").hears("Goodbye.")
    assert line.verbs[-1] == "Hangup"
    assert kept(office) == ([(line.sid, True, 2, "repair")], [(line.sid, "low_score", "open")])


def test_a_good_score_needs_no_follow_up(office, line):
    line.presses("2").presses("1").presses("5")
    assert kept(office) == ([(line.sid, True, 5, "repair")], [])


def test_by_voice_it_is_the_same(office, line):
    line.presses("2")
    line.says("no", False, grammar="builtin:boolean?y=1;n=2").hears("from one to five")
    line.says("three", 3, grammar="rating").hears("Goodbye.")
    assert kept(office) == ([(line.sid, False, 3, "repair")], [(line.sid, "low_score", "open")])


def test_who_talked_to_an_agent_only_is_asked_too(office):
    line = office.line(sid="CA" + "3" * 32).rings().presses("0").is_back_from_the_queue("bridged")
    assert "as a text" not in line.heard
    line.presses("2").hears("Did this call help you?").presses("2").presses("1").hears("Goodbye.")
    assert kept(office) == ([(line.sid, False, 1, "agent")], [(line.sid, "low_score", "open")])


def test_who_says_nothing_is_let_go(office, line):
    line.presses("2").hears("Did this call help you?").is_silent().hears("Goodbye.")
    assert kept(office) == ([], [])


def test_the_first_answer_counts_without_the_second(office, line):
    line.presses("2").presses("2").is_silent().hears("Goodbye.")
    assert kept(office) == ([(line.sid, False, 0, "repair")], [(line.sid, "low_score", "open")])


def test_who_had_no_answer_is_not_asked(office):
    line = office.line(sid="CA" + "2" * 32).rings().presses("3")
    assert "help you" not in line.heard


def test_where_the_region_does_not_ask_nobody_is_asked(sqlite_database):
    office = Office(sqlite_database)
    add_demo_repairs(sqlite_database, office.clock())
    line = office.line().rings().presses("1").presses(CUSTOMER_ORDER).presses(CUSTOMER_PHONE[2:]).presses("2")
    assert line.hears("Goodbye.").verbs[-1] == "Hangup"


def test_answers_that_come_twice_are_kept_once(database, now):
    keep = open_keeping(Context(line_settings(), database, lambda: now))
    payload = {"survey_helped": False, "survey_rating": 1, "served": ["repair", "repair", "warranty"]}
    assert [keep(payload, "CA1:9:keep_survey") for _ in range(2)] == [{"follow_up": True}] * 2
    with database.reading() as session:
        (row,) = session.scalars(select(SurveyRow)).all()
        assert (row.served, len(session.scalars(select(FollowUpRow)).all())) == ("repair,warranty", 1)


@pytest.mark.parametrize("payload", [None, {}, {"survey_helped": 1, "survey_rating": 3}, {"survey_helped": True}])
def test_what_is_no_answer_is_refused(sqlite_database, payload):
    with pytest.raises(Refused, match="invalid"):
        open_keeping(Context(line_settings(), sqlite_database))(payload, "CA1:9:keep_survey")


@pytest.mark.parametrize(
    ("helped", "rating", "low"),
    [(True, 1, True), (True, 3, False), (True, 0, False), (False, 4, False), (False, 0, True)],
)
def test_which_scores_are_low(helped, rating, low):
    assert is_low(helped, rating) is low


@pytest.mark.parametrize(
    ("language", "words", "rating"),
    [
        ("en", "four out of five", 4),
        ("en", "a two", 2),
        ("fr", "cinq sur cinq", 5),
        ("zh", "打 三 分", 3),
        ("zh", "两 分", 2),
    ],
)
def test_a_rating_is_understood(language, words, rating):
    grammar = load("rating", folder=PROJECT / "grammars" / language, language=LANGUAGES[language])
    assert [meaning.value for meaning in grammar.meanings(words)] == [rating]


def test_operators_list_follow_ups_and_note_them_done(office, line):
    line.presses("2").presses("2").presses("1")
    kept(office)
    run = create_app(office.settings, office.database).test_cli_runner().invoke
    listed = run(args=["follow-ups"]).output
    assert (line.sid in listed, "1 open" in listed) == (True, True)
    key = listed.split("follow-up-done ")[1].split(")")[0]
    assert run(args=["follow-up-done", key]).exit_code == 0
    assert run(args=["follow-up-done", key]).exit_code == 1
    assert "0 open" in run(args=["follow-ups"]).output
