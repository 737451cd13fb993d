"""Two walks of a call are compared step by step; a version that leads a scenario elsewhere is not good."""

from dataclasses import replace

import pytest

from ivr import codec
from ivr.review import notes, walks
from ivr.review.content import Change
from ivr.review.walks import Pair, Step, Walk
from tests.review.conftest import HANGS_UP, Past, taken
from tests.review.test_checking import checked, grammars, hotline  # noqa: F401 - fixtures

ASKED = Step(0, "", way="start", whole="start")


def step(way, decision="accept", right=None, whole=""):
    return Step(1, "main_menu.topic", f"heard {way}", decision, f"{way}.number", way, whole or way, right)


def walk(*steps, call="CA1"):
    return Walk(call, 60.0, 5.0, (ASKED, *steps))


def test_the_first_step_that_differs_tells_how():
    repair, other, none = walk(step("repair")), walk(step("screen")), walk(step("menu", "reject"))
    pairs = [(repair, repair), (repair, other), (none, repair), (repair, none), (walk(), repair)]
    assert [Pair(*pair).how for pair in pairs] == ["same", "other", "understood", "refused", "other"]


def test_other_words_on_the_same_way_are_no_other_way():
    pair = Pair(walk(step("repair")), walk(step("repair", whole="said otherwise")))
    assert (pair.how, pair.is_identical) == ("same", False)


def test_mended_and_broken_are_told_only_where_it_is_known_what_was_meant():
    right, wrong, unknown = step("repair", right=True), step("menu", right=False), step("screen")
    pairs = [Pair(walk(old), walk(new)) for old, new in ((wrong, right), (right, wrong), (unknown, right))]
    assert [pair.is_mended for pair in pairs] == [True, False, False]
    assert [pair.is_broken for pair in pairs] == [False, True, False]
    found = walks.summary(pairs, 2.0, most_rows=2)
    assert (found["mended"], found["broken"], found["pace"], found["identical"]) == (1, 1, 90, False)
    assert [row["broken"] for row in found["rows"]] == [True, False]
    assert found["rows"][1]["heard_after"] == "heard repair"


def test_saved_walks_are_read_again_and_hold_no_words():
    text = walks.saved([walk(step("repair"))])
    assert "heard repair" not in text
    assert Pair(walks.loaded(text)["CA1"], walk(step("repair"))).is_identical
    with pytest.raises((ValueError, codec.Unreadable)):
        walks.loaded('{"call": 7}\n')


def played(*pairs):
    """Stand in for the decoders: these calls go so."""
    return lambda editions, sids, tell: [pair for pair in pairs if pair[0].call in sids]


@pytest.mark.parametrize(("label", "status"), [("scenario", "failed"), ("interesting", "ready")])
def test_a_scenario_that_goes_another_way_fails_the_check(hotline, sqlite_database, now, label, status):  # noqa: F811
    sid = Past(sqlite_database, now).call(taken("my repair", {"topic": "repair"}), HANGS_UP)
    with sqlite_database.writing() as session:
        notes.put_label(session, sid, label, "Ada", now)
    ways = played((walk(step("repair"), call=sid), walk(step("screen"), call=sid)))
    found = checked(replace(hotline, play=ways), now, Change("sentence", "en", "repair", "mend it"))
    assert found.status == status
    assert (sid in " ".join(found.report["problems"])) is (status == "failed")
    assert found.report["sound"]["other"] == 1
