"""A version is checked before it may be published: its grammars, the call flow, past calls played again."""

from dataclasses import replace

import pytest

from ivr import review
from ivr.languages import LANGUAGES
from ivr.review import replaying
from ivr.review.checking import check
from ivr.review.content import Change
from ivr.speech.models import installed
from tests.review.conftest import HANGS_UP, Past, refused, taken
from tests.review.small_hotline import TOPICS, small_grammars, small_hotline

MODEL = installed(LANGUAGES["en"])


@pytest.fixture(scope="module")
def grammars(tmp_path_factory):
    return small_grammars(tmp_path_factory.mktemp("small") / "grammars")


@pytest.fixture
def hotline(sqlite_database, grammars, tmp_path, monkeypatch, now):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return small_hotline(sqlite_database, grammars, tmp_path / "versions", now)


def checked(hotline, now, *changes):
    """Check these changes as a version; return it."""
    with hotline.database.writing() as session:
        for change in changes:
            review.add(session, change, "Ada", now)
        number = review.start_check(session, "Ada", now)
        version = review.version(session, number)
    good = check(hotline, version)
    with hotline.database.reading() as session:
        found = review.version(session, number)
    assert (found.status == "ready") is good
    return found


@pytest.fixture
def past(sqlite_database, now):
    return Past(sqlite_database, now)


def test_the_report_says_what_it_mends_and_what_it_changes(hotline, past, now):
    past.call(refused("battery swollen badly"), taken("repair", {"topic": "repair"}))
    past.call(refused("battery swollen badly"), taken("repair", {"topic": "repair"}))
    past.call(taken("i want my money back", ["return"]))
    past.looked_through()
    found = checked(hotline, now, Change("phrase", "en", "small_menu", "battery swollen badly", like="repair"))
    report = found.report
    assert (found.status, report["problems"]) == ("ready", [])
    assert (report["utterances"], report["misses"], report["mended"], report["broken"]) == (5, 2, 2, 0)
    (difference,) = report["difference"]
    assert (difference["said_by"], difference["calls"]) == (2, 3)
    assert difference["after"] == {"decision": "accept", "topics": ["repair"]}
    assert {row["call"] for row in report["rows"]} == {"CA0001", "CA0002"}
    assert not report["identical"]
    assert report["pace"] >= 0


def test_a_sentence_that_leads_others_astray_is_told(hotline, past, now):
    past.call(taken("i want my money back", ["return"]))
    past.looked_through()
    found = checked(hotline, now, *[Change("sentence", "en", "repair", text) for text in TOPICS["return"]])
    assert {each["means"] for each in found.report["difference"][0]["collisions"]} == {"return"}


def test_a_phrase_near_another_collides_with_it(hotline, now):
    found = checked(hotline, now, Change("phrase", "en", "small_menu", "returned it", like="repair"))
    assert {"text": "return it", "means": '{"topic": "return"}'} in found.report["difference"][0]["collisions"]


@pytest.mark.speech
def test_a_word_that_the_speech_model_lacks_fails(hotline, now):
    heard = replace(hotline, speech={"en": MODEL})
    found = checked(heard, now, Change("phrase", "en", "small_menu", "mendit now", like="repair"))
    assert found.status == "failed"
    assert "does not know 'mendit'" in found.report["problems"][0]


@pytest.mark.speech
def test_a_grammar_that_the_recogniser_takes_is_good(hotline, now):
    heard = replace(hotline, speech={"en": MODEL})
    assert checked(heard, now, Change("phrase", "en", "small_menu", "mend it", like="repair")).status == "ready"


def test_what_the_call_flow_check_finds_fails_it(hotline, now):
    broken = replace(hotline, call_flow=lambda folder, content: ["prompt ask_topic offers what means nothing"])
    assert checked(broken, now, Change("sentence", "en", "repair", "mend it")).status == "failed"


def test_what_changes_nothing_is_byte_identical_and_says_so(hotline, past, now):
    past.call(taken("i want my money back", ["return"]))
    past.call(refused("blue elephants"), HANGS_UP)
    past.looked_through()
    found = checked(hotline, now, Change("phrase", "en", "small_menu", "a human being", like="repair"))
    assert found.report["identical"]
    assert found.report["same"] == 2


def test_playing_again_tells_same_other_understood_and_refused(now):
    said = [replaying.Said(f"CA{n}", 0, now, word, "repair", n == 2, 60) for n, word in enumerate("abcd")]
    go, offer, none = (
        replaying.Outcome("accept", ("repair",)),
        replaying.Outcome("offer", ("return", "centre")),
        replaying.Outcome("refuse", ()),
    )
    pairs = [(go, go), (go, offer), (none, go), (go, none)]
    walked = [replaying.Walked(each, *pair) for each, pair in zip(said, pairs, strict=True)]
    assert [each.how for each in walked] == ["same", "other", "understood", "refused"]
    assert [each.worth("repair") for each in (go, offer, none)] == [2, 0, 0]
    assert [each.worth("") for each in (go, offer, none)] == [2, 1, 0]
    assert [each.is_mended for each in walked] == [False, False, True, False]
    assert [each.is_broken for each in walked] == [False, True, False, True]
    sums = replaying.figures(walked)
    assert (sums["mended"], sums["broken"], sums["broken_calls"], sums["understood_before"]) == (1, 2, 2, 3)
