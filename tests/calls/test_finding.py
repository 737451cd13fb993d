"""Calls are found by what was said and what became of them, on both databases; what is personal is not in the index."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from ivr import calls
from ivr.calls import CallFilter, NewCall, NewUtterance, TurnRecord, Words, finding
from ivr.calls.tables import CallRow, TurnRow, UtteranceRow
from ivr.languages import LANGUAGES
from ivr.redaction import MASK, Redactors

REDACTORS = Redactors(LANGUAGES.values())
SAID = [
    "my daughter's wedding photos are on it",
    "my name is rose and the battery is hot",
    "l'écran est cassé",
    "照片不见了",
]
LANGUAGE = ["en", "en", "fr", "zh"]


@pytest.fixture
def stored(database, now):
    """Four calls that are over, an hour apart; index_calls has not seen them."""
    with database.writing() as session:
        for number, (said, language) in enumerate(zip(SAID, LANGUAGE, strict=True)):
            sid, at = f"CA{number}", now + timedelta(hours=number)
            calls.begin(session, NewCall(sid, "inbound", f"+1202555014{number}", "+12025550199", language, at, "us"))
            turn = TurnRecord(at, "speech", form="repair", prompt="OK, SMS", heard=said, meaning={"topic": "fault"})
            id_ = calls.add_utterance(session, NewUtterance(sid, 0, at, b"\xff"))
            calls.save_turn(session, sid, 0, state={}, reply={}, record=replace(turn, utterance_id=id_))
            calls.end(session, sid, "completed", at + timedelta(minutes=number + 1))
            calls.set_outcome(session, sid, "answered" if number % 2 else "ended", "")
    return database


@pytest.fixture
def indexed(stored):
    index(stored)
    return stored


def index(database):
    with database.writing_rows() as rows:
        return calls.index_calls(rows, REDACTORS, {"repair": "repair"})


def found(database, **wanted):
    sort = wanted.pop("sort", "newest")
    with database.reading() as session:
        return [call.sid for call in calls.list_calls(session, CallFilter(**wanted), sort=sort).calls]


@pytest.mark.parametrize(
    ("typed", "how", "who", "sids"),
    [
        ("wedding photos", "all", "either", ["CA0"]),
        ("wedding battery", "all", "either", []),
        ("wedding BATTERY", "any", "either", ["CA1", "CA0"]),
        ("photos wedding", "phrase", "either", []),
        ("the battery is", "phrase", "caller", ["CA1"]),
        ("ok sms", "phrase", "hotline", ["CA3", "CA2", "CA1", "CA0"]),
        ("ok sms", "phrase", "caller", []),
        ("ecran casse", "all", "caller", ["CA2"]),
        ("照片", "phrase", "caller", ["CA3"]),
        ("rose", "all", "either", []),
        ("is and", "phrase", "caller", []),
        ("sms my", "phrase", "either", []),
        ('"*) OR : ^', "all", "either", []),
    ],
)
def test_calls_are_found_by_words(indexed, typed, how, who, sids):
    nothing = not Words(typed).terms
    assert found(indexed, words=Words(typed, how, who)) == (["CA3", "CA2", "CA1", "CA0"] if nothing else sids)


def test_filters_combine(indexed):
    assert found(indexed, language="en", outcome="answered") == ["CA1"]
    assert found(indexed, words=Words("ok sms"), outcome="answered", shortest=200) == ["CA3"]
    assert found(indexed, service="repair", topic="fault", region="us", longest=60) == ["CA0"]
    assert found(indexed, last_four="0142") == ["CA2"]


def test_pages_of_a_search_go_on_in_each_order(indexed):
    with indexed.reading() as session:
        for sort in ("newest", "oldest", "longest"):
            for words in (None, Words("ok sms")):
                sids, after = [], ""
                while not sids or after:
                    page = calls.list_calls(session, CallFilter(words=words), after=after, size=1, sort=sort)
                    sids, after = sids + [call.sid for call in page.calls], page.next
                assert sids == [f"CA{n}" for n in (range(4) if sort == "oldest" else range(3, -1, -1))]


def test_counts_stand_beside_the_filters(indexed):
    with indexed.reading() as session:
        counts = calls.count_facets(session, CallFilter(language="en", words=Words("ok sms")))
    assert dict(counts["language"]) == {"en": 2, "fr": 1, "zh": 1}
    assert dict(counts["outcome"]) == {"answered": 1, "ended": 1}
    assert dict(counts["service"]) == {"repair": 2}


def test_old_calls_get_their_redacted_copies(indexed):
    with indexed.reading() as session:
        assert session.scalars(select(TurnRow.heard_redacted).where(TurnRow.call_sid == "CA1")).one() == (
            f"my name is {MASK} and the battery is hot"
        )
    assert index(indexed) == []


def test_what_is_transcribed_later_is_found_too(indexed):
    with indexed.writing() as session:
        id_ = session.scalars(select(UtteranceRow.id).where(UtteranceRow.call_sid == "CA2")).one()
        calls.transcribe(session, id_, "bonjour je suis sandrine l'écran est fissuré")
    assert index(indexed) == ["CA2"]
    assert found(indexed, words=Words("fissuré")) == ["CA2"]
    assert found(indexed, words=Words("sandrine")) == []


def test_calls_that_began_in_the_same_moment_are_all_found(indexed, now):
    with indexed.writing() as session:
        for sid in ("CB1", "CB2"):
            calls.begin(session, NewCall(sid, "inbound", "anonymous", "", "en", now))
            calls.end(session, sid, "completed", now)
    assert index(indexed) == ["CB1", "CB2"]
    assert len(found(indexed)) == 6
    with indexed.reading() as session:
        assert len(set(session.scalars(select(CallRow.position)).all())) == 6


def test_words_go_with_their_call(indexed):
    with indexed.writing() as session:
        session.execute(text("DELETE FROM calls WHERE sid = 'CA0'"))
    with indexed.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM call_words")) == 3


def test_a_sensitive_answer_is_not_in_the_index(stored):
    with stored.writing() as session:
        session.execute(update(TurnRow).where(TurnRow.call_sid == "CA0").values(sensitive=True))
    index(stored)
    assert found(stored, words=Words("wedding")) == []


@pytest.mark.parametrize(
    ("wanted", "topics"),
    [({"words": Words("is my", "any", "caller")}, 1), ({"slow": 0.5}, 1), ({"unsure": 0.9}, 0), ({}, 4)],
)
def test_of_many_calls_the_newest_are_looked_at_for_the_counts(indexed, monkeypatch, wanted, topics):
    monkeypatch.setattr(finding, "MOST_LOOKED_AT", 1)
    with indexed.writing() as session:
        session.execute(update(TurnRow).values(answer_ms=900))
        counts = calls.count_facets(session, CallFilter(**wanted))
    assert sum(count for _, count in counts["topic"]) == topics
