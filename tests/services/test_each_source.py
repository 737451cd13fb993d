"""Each source of the registry in a whole call that asks it; one that no call asks fails here.

Where it is down, broken, slow or answers nonsense, its service tells the caller and loses nothing; and no call makes
the database read a whole table.
"""

import time
from functools import partial
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import text

from ivr.dialog.check.walk import items
from ivr.dialog.script import LookUp
from ivr.services import HOTLINE, SERVICES
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.sources import Answer, LookupFailed, of_kind
from ivr.storage import Database
from tests.codec.conftest import player, tables, texts  # noqa: F401  (fixtures)
from tests.every_service import SHARED, STORIES, Player
from tests.services.plans import fill, noting, whole_tables_read
from tests.services.whole_calls import begins

pytestmark = pytest.mark.thorough
OTHER_PHONE = "text_number"
"""Asked by who wants a text message on another phone: see tests/services/texts."""
SOURCES = sorted({name for service in SERVICES for name in service.sources} - {OTHER_PHONE})
KIND_OF = {item.source: HOTLINE.kinds.get(item.slot) for _, item in items(HOTLINE) if isinstance(item, LookUp)}
MORE = {
    "a fault in own words": (*begins("fault"), ("says", "it does not charge", "it does not charge", "own_words")),
    "a question in own words": (*begins("help"), ("says", "how do i scan a code", "how do i scan a code", "own_words")),
    "a call in our name": begins("door_really_you"),
    "a repair once more": (
        *begins("repair", CUSTOMER_ORDER, CUSTOMER_PHONE[-4:]),
        ("says", "my repair", {"topic": "repair"}, "anything_else"),
    ),
}
"""Calls that no service's own stories hold: what is said there asks other sources than keys do."""
BEGUN_ANEW = {"own_repairs": HOTLINE.slots("repair"), "text_reach": ("answer",)}
"""Slots that the last step changes: those of a form that it begins once more, and the answer that is to be sent."""
SORRY = "I'm sorry, I can't look that up just now."
PATIENCE, LATE, SECONDS = 0.5, 0.8, 10.0


def breaks(name, using, call_sid):
    raise ZeroDivisionError


def nonsense(name, using, call_sid):
    return of_kind(lambda *_: Answer({"<html>": [7, None]}), KIND_OF[name])(using, call_sid)


def late_and_down(name, using, call_sid):
    time.sleep(LATE)
    raise LookupFailed("no answer in time", permanent=False)


CAMPAIGN = "is_called"
"""A step before which all repairs are gone through, once a day: no caller waits for that."""


@pytest.fixture(scope="module")
def statements():
    """The statements about tables of services in all these calls; `asking` fills it."""
    return {}


@pytest.fixture(scope="module")
def asking(tables, texts, tmp_path_factory, keyring, statements):  # noqa: F811
    """Return for each source the steps of a call up to the one that asks it first."""
    found = {}
    for number, story in enumerate((STORIES | SHARED | MORE).values()):
        folder = tmp_path_factory.mktemp(str(number))
        database = Database(f"sqlite:///{copy(tables, folder / 'hotline.sqlite3')}", keyring)
        for source, steps in steps_to(Player(database, Path(folder), texts.url), story, statements):
            if len(steps) < len(found.get(source, (*story, None))):
                found[source] = steps
        database.dispose()
    return found


def steps_to(player, story, statements):  # noqa: F811
    """Play a call, note its statements, and yield the sources that it asks, each with the steps up to there."""
    asked = []
    player.is_answered(lambda name, source: lambda *given: (asked.append(name), source(*given))[1])
    for at, (what, *given) in enumerate(story):
        with noting(player.office.database, {} if what == CAMPAIGN else statements):
            player.does(what, *given)
        yield from ((name, story[: at + 1]) for name in asked)
        asked.clear()


def plays(player, steps, name, instead):  # noqa: F811
    """Play these steps with another source in place of one; return the slots before the last step."""
    player.is_answered(
        lambda each, source: partial(instead, each) if each == name else source,
        PATIENCE if instead is late_and_down else SECONDS,
    )
    for what, *given in steps[:-1]:
        player.does(what, *given)
    before = dict(player.line.call.state.get("slots", {})) if len(steps) > 1 else {}
    player.does(*steps[-1])
    return before


def without(slots, values):
    return {slot: value for slot, value in values.items() if slot not in slots}


def test_each_source_is_asked_in_a_call(asking):
    assert asking.keys() == {*SOURCES}


@pytest.mark.parametrize("instead", [breaks, nonsense])
@pytest.mark.parametrize("name", SOURCES)
def test_the_caller_is_told_and_an_agent_knows_what_was_said(player, asking, name, instead):  # noqa: F811
    before = plays(player, asking[name], name, instead)
    assert SORRY in player.line.heard
    assert "Enqueue" in player.line.verbs
    after, lost = player.line.call.state["slots"], BEGUN_ANEW.get(name, ())
    assert {slot: after.get(slot) for slot in without(lost, before)} == without(lost, before)


@pytest.mark.parametrize("name", SOURCES)
def test_a_slow_one_is_waited_for_and_then_given_up(player, asking, name):  # noqa: F811
    plays(player, asking[name], name, late_and_down)
    until = time.monotonic() + SECONDS
    heard = [player.line.heard]
    while SORRY not in heard[-1] and player.line.document.find("Redirect") is not None and time.monotonic() < until:
        heard.append(player.line.waits().heard)
    assert "One moment" in heard[0]
    assert "Enqueue" in player.line.verbs


def test_no_call_makes_the_database_read_a_whole_table(asking, statements, database):
    fill(database)
    assert len(statements) > len(SOURCES)
    assert whole_tables_read(database, statements) == []
    with database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    database.dispose()  # SQLite reads its statistics when a file is opened
    assert whole_tables_read(database, statements) == []
