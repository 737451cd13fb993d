"""Calls are judged by forms: points, comments, answers of the call itself, samples, agreement, what agents say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from ivr import calls, codec
from ivr.calls import Brought, Evidence, TurnRecord
from ivr.calls.tables import CallRow
from ivr.review import audit, quality
from ivr.review.quality import BadForm, Given, Mark, QualityForm, Question
from ivr.review.quality.form import spread
from ivr.routing import Visit
from tests.review.conftest import HANGS_UP, Past, refused, taken

GREETED = Question("Was the caller greeted?", 40)
HELPED = Question("Was the caller helped?", 60, may_be_na=True, comment="below")
FORM = QualityForm("Agents", (GREETED, HELPED))
YES, NO, NA = Given("yes"), Given("no", "never asked"), Given("na")


@pytest.mark.parametrize(
    ("given", "points"),
    [
        ((YES, YES), 100.0),
        ((NO, YES), 60.0),
        ((YES, NO), 40.0),
        ((Given("partly"), YES), 80.0),
        ((YES, NA), 100.0),
        ((NO, NA), 0.0),
        ((NA, NA), None),
    ],
)
def test_points_are_the_weights_of_what_applies(given, points):
    assert quality.score(FORM, given) == points


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (QualityForm("Agents", (GREETED,)), "sum to 40"),
        (QualityForm("Agents", (replace(GREETED, weight=100), replace(HELPED, weight=-1))), "weight above 0"),
        (QualityForm("Agents", (replace(GREETED, text=" ", weight=100),)), "its words"),
        (QualityForm(" ", FORM.questions), "a name"),
        (QualityForm("Agents", ()), "1 to 20"),
    ],
)
def test_a_form_that_is_unfit_is_refused_in_a_sentence(form, why):
    with pytest.raises(BadForm, match=why):
        form.refuse_unfit()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((NA, YES), "applies to each call"),
        ((YES, Given("no", " ")), "comment on question 2"),
        ((YES, Given("partly")), "comment on question 2"),
        ((Given(""), YES), "Answer question 1"),
        ((YES,), "each question"),
    ],
)
def test_answers_that_lack_something_are_refused(given, why, database, now):
    with database.writing() as session:
        form, sid = quality.save_form(session, FORM, "Ada", now), Past(database, now)
    call = sid.call(HANGS_UP)
    with database.writing() as session, pytest.raises(BadForm, match=why):
        quality.give(session, Mark(call, form, "Ada", "", now, None, given))


def test_agreement_is_the_share_of_pairs_that_gave_the_same():
    three, two = [(YES, YES), (YES, NO), (NO, NO)], [(YES, NA), (YES, NA)]
    greeted, helped = quality.agreement(FORM, [three, two])
    assert (greeted.pairs, greeted.share) == (4, 0.5)
    assert (helped.pairs, helped.share) == (4, 0.5)
    assert quality.agreement(FORM, [])[0].share is None
    assert spread([[100.0, 60.0, 50.0], [70.0]]) == 33.3
    assert spread([[70.0]]) is None


def test_a_changed_form_is_another_version_and_marks_keep_theirs(database, now):
    call = Past(database, now).call(HANGS_UP)
    with database.writing() as session:
        first = quality.save_form(session, FORM, "Ada", now)
        quality.give(session, Mark(call, first, "Ada", "Bob", now, None, (YES, YES)))
        second = quality.save_form(session, replace(FORM, questions=(replace(GREETED, weight=100),)), "Ada", now)
        assert (second.version, [form.number for form in quality.forms(session)]) == (2, [second.number])
        (mark,) = quality.marks(session, agent="Bob")
        assert (mark.form.version, mark.score, len(mark.form.questions)) == (1, 100.0, 2)


def test_an_agent_accepts_or_disputes_their_own_marks_alone(database, now):
    call = Past(database, now).call(HANGS_UP)
    with database.writing() as session:
        form = quality.save_form(session, FORM, "Ada", now)
        mark = Mark(call, form, "Ada", "Bob", now, None, (NO, YES))
        quality.give(session, mark)
        key = (call, form.number, "Ada")
        assert not quality.answer(session, key, "Eve", "accepted", "", now)
        with pytest.raises(BadForm, match="why"):
            quality.answer(session, key, "Bob", "disputed", " ", now)
        assert quality.answer(session, key, "Bob", "disputed", "I did greet", now)
        assert quality.marks(session)[0].reply == "I did greet"
        again = quality.give(session, replace(mark, given=(YES, YES)))
        assert (again.score, quality.marks(session)[0].state) == (100.0, "given")
        assert quality.answer(session, key, "Bob", "accepted", "", now)
        with pytest.raises(BadForm, match="stands"):
            quality.give(session, mark)
        assert audit.first_broken(session) is None


def test_two_reviewers_of_the_same_call_are_compared(database, now):
    call = Past(database, now).call(HANGS_UP)
    with database.writing() as session:
        form = quality.save_form(session, FORM, "Ada", now)
        for who, given in (("Ada", (YES, YES)), ("Bob", (YES, NO))):
            quality.give(session, Mark(call, form, who, "", now, None, given))
        found = quality.calibration(session, form)
    assert (found.calls, found.spread, [each.share for each in found.questions]) == (1, 60.0, [1.0, 0.0])


def test_samples_are_the_same_for_all_and_without_what_one_has_marked(database, now):
    past = Past(database, now)
    made = [past.call(refused("blue elephants"), HANGS_UP) for _ in range(6)] + [past.call(taken("repair", "x"))]
    past.looked_through()
    with database.writing() as session:
        form = quality.save_form(session, FORM, "Ada", now)
        known = {"form": form.number, "since": now - timedelta(days=1), "seed": "W48"}
        drawn = quality.draw(session, "random", 3, who="Ada", **known)
        assert drawn == quality.draw(session, "random", 3, who="Bob", **known)
        assert set(quality.draw(session, "misses", 9, who="Ada", **known)) == set(made[:6])
        quality.give(session, Mark(drawn[0], form, "Ada", "", now, None, (YES, YES)))
        assert drawn[0] not in quality.draw(session, "random", 9, who="Ada", **known)
        for kind in quality.SAMPLES:
            quality.draw(session, kind, 3, who="Ada", **known)


def automatic(database, sid, kind, visits=(), **more):
    with database.reading() as session:
        call, turns = calls.load(session, sid), calls.transcript(session, sid)
    return quality.answered(Question("?", 100, automatic=kind, **more), call, turns, visits)


def with_slots(database, sid, **slots):
    with database.writing() as session:
        session.execute(update(CallRow).where(CallRow.sid == sid).values(state={"form": "menu", "slots": slots}))
    return sid


@pytest.mark.parametrize(("seconds", "answer"), [(2, "no"), (9, "yes")])
def test_the_notice_is_given_when_the_opening_was_heard_to_its_end(sqlite_database, now, seconds, answer):
    opening = "Welcome. " + "Speech becomes text to help you. " * 3
    start = TurnRecord(now, "start")
    key = TurnRecord(now + timedelta(seconds=seconds), "keys", prompt=opening, heard="1")
    with sqlite_database.writing() as session:
        calls.begin(session, calls.NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
        for number, record in enumerate((start, key)):
            calls.save_turn(session, "CA1", number, state={}, reply={}, record=record)
    assert automatic(sqlite_database, "CA1", "notice").answer == "no"
    with_slots(sqlite_database, "CA1", noticed="2026-11")
    assert automatic(sqlite_database, "CA1", "notice").answer == answer


def test_verified_before_detail_looks_at_what_sources_told(sqlite_database, now):
    past = Past(sqlite_database, now)
    brought = codec.dump(Evidence(brought=(Brought("repairs", "found", [{"order": "472916"}]),)))
    factor = TurnRecord(None, "keys", field="factor", heard="0143", meaning="0143", sensitive=True, evidence=brought)
    nothing, told = past.call(HANGS_UP), past.call((factor, ""))
    assert automatic(sqlite_database, nothing, "verified").answer == "na"
    assert automatic(sqlite_database, told, "verified").answer == "no"
    with_slots(sqlite_database, told, identity={"service": "repair"})
    assert automatic(sqlite_database, told, "verified").answer == "yes"


@pytest.mark.parametrize(
    ("result", "waited", "answer"),
    [("bridged", 90, "yes"), ("bridged", 200, "no"), ("hangup", 200, "no"), ("hangup", 20, "na"), (None, 0, "na")],
)
def test_the_promise_is_kept_when_the_agent_came_in_time(sqlite_database, now, result, waited, answer):
    call = Past(sqlite_database, now).call(HANGS_UP)
    visits = [Visit(now, now, result, waited)] if result else []
    assert automatic(sqlite_database, call, "promise", visits, within=120).answer == answer
