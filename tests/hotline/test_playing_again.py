"""Past calls go through the hotline again from their sound: as it is, with a new phrase, with other words."""

import asyncio
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ivr.hotline.build import open_edge
from ivr.hotline.demo_calls.caller import DemoCaller, DemoClock
from ivr.hotline.replay import play
from ivr.hotline.replay.decoding import RememberingPool, one_call
from ivr.languages import LANGUAGES
from ivr.review.content import Change
from ivr.review.folder import folder_of
from ivr.review.playing import Edition
from ivr.review.walks import Pair, loaded, saved
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.settings import PROJECT
from ivr.speech.decoding import Decode
from ivr.storage import Database
from tests.line import line_settings
from tests.speech.conftest import model, say  # noqa: F401 - fixtures

pytestmark = [pytest.mark.speech, pytest.mark.thorough]

GRAMMARS = PROJECT / "grammars"
FIGURES = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PHRASE = Change("phrase", "en", "main_menu", "testing testing", like="repair")
PROMPT = Change("prompt", "en", "goodbye", "Thanks for calling {brand}. Bye for now.")


def spoken(digits):
    return " ".join(FIGURES[int(digit)] for digit in digits)


def whole_call(caller):
    caller.says("where is my repair", "repair")
    caller.says(spoken(CUSTOMER_ORDER))
    caller.presses(CUSTOMER_PHONE[-4:])
    caller.presses("2")
    caller.hangs_up()


def not_understood(caller):
    caller.says("testing testing")
    caller.presses("1")
    caller.presses(CUSTOMER_ORDER)
    caller.hangs_up()


@pytest.fixture(scope="module")
def hotline(migrated_file, keyring, tmp_path_factory, model, say):  # noqa: F811 - fixtures
    """A hotline of two past calls: its settings and its database."""
    folder = tmp_path_factory.mktemp("past")
    shutil.copy(migrated_file, folder / "hotline.sqlite3")
    database, settings = Database(f"sqlite:///{folder}/hotline.sqlite3", keyring), line_settings(speech=True)
    clock = DemoClock(datetime(2026, 11, 22, 10, 30, tzinfo=UTC))
    add_demo_repairs(database, clock.now)
    context = replace(open_edge(settings, database, clock, one_voice=False).context, hears=True)
    for number, story in enumerate((whole_call, not_understood), start=1):
        story(DemoCaller(context, clock, say, f"CA{number}", CUSTOMER_PHONE))
    yield settings, database
    database.dispose()


@pytest.fixture(scope="module")
def played(hotline, tmp_path_factory):
    """Both calls: through the files alone, with a phrase, and with a prompt."""
    settings, database = hotline
    versions = tmp_path_factory.mktemp("versions")
    contents = ((), (PHRASE,), (PROMPT,))
    editions = [Edition(folder_of(each, GRAMMARS, LANGUAGES, versions), each) for each in contents]
    told = []
    walked = play(settings, database, editions, ["CA1", "CA2", "CA-gone"], lambda done, of: told.append((done, of)))
    assert told[-1] == (3, 3)
    return dict(zip(("CA1", "CA2"), walked, strict=True))


def test_a_call_goes_as_it_went(played):
    assert played["CA1"][0].followed
    assert [step.then.partition(".")[0] for step in played["CA1"][0].steps][-2:] == ["anything_else", "goodbye"]


def test_a_new_phrase_changes_what_is_heard(played):
    before, after, _ = played["CA2"]
    assert Pair(before, after).how == "understood"
    old, new = Pair(before, after).fork
    assert (old.decision, new.decision, new.then) == ("reject", "accept", "repair.number")
    assert (old.heard, new.heard) != ("testing testing", "")
    assert new.heard == "testing testing"
    assert Pair(before, after).is_mended
    assert Pair(*played["CA1"][:2]).how == "same"


def test_other_words_of_a_prompt_are_told_from_another_way(played):
    pair = Pair(played["CA1"][0], played["CA1"][2])
    assert pair.how == "same"
    assert not pair.is_identical


@pytest.mark.soak
def test_decoded_anew_by_itself_it_comes_out_the_same_and_holds_no_words(hotline, played):
    settings, database = hotline
    again = play(settings, database, [Edition(GRAMMARS, ())], ["CA1", "CA2"], lambda done, of: None)
    text = saved(walk for (walk,) in again)
    assert text == saved(walks[0] for walks in played.values())
    assert all(Pair(played[call][0], walk).is_identical for call, walk in loaded(text).items())
    assert CUSTOMER_ORDER not in text
    assert "testing testing" not in text


def test_nothing_is_left_behind(hotline, played):
    settings, database = hotline
    assert list(settings.data.glob("replay-*")) == []
    with database.reading_rows() as rows:
        assert rows.exec_driver_sql("select count(*) from calls").scalar() == 2


class Busy:
    """Decoders that lose a clip some times, as on a busy machine."""

    decoders = 1

    def __init__(self, losses):
        self.losses, self.asked = losses, 0

    async def hear(self, job):
        self.asked += 1
        return Decode((), 0.0, lost="deadline" if self.asked <= self.losses else None)


@pytest.mark.parametrize(("losses", "lost", "asked"), [(0, None, 1), (4, None, 5), (99, "deadline", 10)])
def test_what_a_busy_machine_loses_is_heard_again(losses, lost, asked):
    pool = Busy(losses)

    async def twice():
        kept = RememberingPool(pool)
        with one_call():
            return [(await kept.hear("a job")).lost for _ in range(2)]

    assert asyncio.run(twice()) == [lost, lost]
    assert pool.asked == asked
