"""Callers thank a member of staff in their own words; complaints go to an agent."""

import pytest

from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.services.thanks.keeping import count_by_centre, name_staff, thanks_of
from tests.line import Office

WORDS = "the lady in your riverside shop was so patient with my mother"


@pytest.fixture
def office(sqlite_database):
    return Office(sqlite_database, hears=True)


@pytest.fixture
def line(office):
    """A caller who was found to speak of praise or a complaint."""
    return office.line().fetch("/voice?form=thanks").hears("To thank a member of staff")


def kept(office):
    worker = Worker(office.database, handlers(office.settings, office.database, office.clock), clock=office.clock)
    worker.work_off()
    worker.work_off()
    with office.database.reading_rows() as rows:
        return thanks_of(rows, office.clock().year)


def test_thanks_are_kept_in_the_callers_own_words(office, line):
    line.says("thank someone", "thank", grammar="feedback").hears("How kind!")
    turn = line.says(WORDS, WORDS, grammar="own_words").hears("in your own voice?").turn
    line.presses("1").hears("We'll pass it on.").hears("Anything else?")
    assert "as a text" not in line.heard
    (thanks,) = kept(office)
    assert (thanks.words, thanks.may_hear, thanks.call_sid, thanks.turn) == (WORDS, True, line.sid, turn - 1)


@pytest.mark.parametrize("answer", ["2", None])
def test_without_a_key_nobody_else_hears_the_voice(office, line, answer):
    line.presses("1").says(WORDS, WORDS, grammar="own_words")
    line = line.presses(answer) if answer else line.mumbles()
    line.hears("We'll pass it on.")
    assert [thanks.may_hear for thanks in kept(office)] == [False]


def test_a_complaint_goes_to_an_agent(line):
    line.presses("2")
    assert line.verbs[-1] == "Enqueue"


def test_a_danger_comes_first(line):
    line.says("my phone is on fire", "danger", grammar="danger")
    assert line.verbs[-1] == "Enqueue"


@pytest.mark.parametrize(
    ("pressed", "kept_as"),
    [
        (("1", "02114"), "(by keys) somebody at a service centre, postcode 02114"),
        (("1", None), "(by keys) somebody at a service centre"),
        (("2",), "(by keys) somebody on the phone"),
        (("3",), "(by keys) a courier"),
    ],
)
def test_by_keys_alone_it_is_kept_who_and_where(sqlite_database, pressed, kept_as):
    office = Office(sqlite_database)
    line = office.line().fetch("/voice?form=thanks").presses("1").hears("Who helped you?")
    for key in pressed:
        line = line.presses(key) if key else line.is_silent()
    line.hears("in your own voice").presses("2").hears("We'll pass it on.").hears("Anything else?")
    assert [(thanks.words, thanks.may_hear) for thanks in kept(office)] == [(kept_as, False)]


def test_who_is_not_understood_gets_an_agent(line):
    line.presses("1").mumbles().mumbles()
    assert line.verbs[-1] == "Enqueue"


def test_thanks_for_nobody_we_know_are_kept_and_counted(office, line):
    line.presses("1").says(WORDS, WORDS, grammar="own_words").presses("2")
    (thanks,) = kept(office)
    with office.database.writing_rows() as rows:
        assert count_by_centre(rows, thanks.at.year) == [("", 1)]
        assert name_staff(rows, thanks.key, "Mrs. Test", "Riverside", "Ada")
        assert count_by_centre(rows, thanks.at.year) == [("Riverside", 1)]
        assert thanks_of(rows, thanks.at.year)[0].staff == "Mrs. Test"
        assert not thanks_of(rows, thanks.at.year + 1)
        assert not name_staff(rows, "CA9:9:x", "Nobody", "", "Ada")
