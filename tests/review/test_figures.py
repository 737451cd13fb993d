"""The figures of a small day, worked out by hand: each formula once, on both kinds of database."""

from datetime import timedelta

import pytest
from sqlalchemy import event, text

from ivr import calls, routing
from ivr.calls import NewCall, TurnRecord
from ivr.review import bands, figures
from ivr.review.figures import Flow, Span

OUTCOMES = ("answered", "answered", "transferred", "gave_up_waiting", "gave_up_at_question")


@pytest.fixture
def span(now):
    return Span(now - timedelta(hours=12), now + timedelta(hours=12))


@pytest.fixture
def day(database, now):
    """Five calls of three numbers: ten answers, one refused, one silent, one lost."""
    with database.writing() as session:
        for number, outcome in enumerate(OUTCOMES):
            sid, at = f"CA{number}", now + timedelta(minutes=number)
            calls.begin(session, NewCall(sid, "inbound", f"+1202555010{number // 2}", "+12025550100", "en", at))
            heard = TurnRecord(at, "speech", "repair", "number", decision="accept", answer_ms=600 + 100 * number)
            other = {0: ("speech", "reject"), 1: ("silence", ""), 2: ("speech", "")}.get(number, ("keys", ""))
            turns = (TurnRecord(at, "start"), heard, TurnRecord(at, other[0], "menu", "topic", decision=other[1]))
            for turn, record in enumerate(turns):
                calls.save_turn(session, sid, turn, state={}, reply={}, record=record)
            if outcome in figures.QUEUED:
                routing.join(session, sid, "agents", "", at)
                routing.leave(session, sid, "bridged" if outcome == "transferred" else "hangup", 42, at)
            calls.end(session, sid, "completed", at)
            calls.set_outcome(session, sid, outcome, "")
            session.execute(
                text("UPDATE calls SET topic = 'repair', service = 'repair' WHERE sid = :sid"), {"sid": sid}
            )
        session.execute(
            text("INSERT INTO survey_answers VALUES ('k', 'CA0', :yes, 4, 'repair', :at)").bindparams(yes=True),
            {"at": now if database.engine.dialect.name != "sqlite" else f"{now:%Y-%m-%d %H:%M:%S.%f}"},
        )
    return database


def values(database, span):
    with database.reading_rows() as rows:
        known, asked = figures.flows(rows, span), figures.questions(rows, span)
        return {each.name: each.value for each in figures.figures(rows, span, known, asked)}


def test_each_figure_is_what_its_formula_says(day, span):
    assert values(day, span) == {
        "Calls": 5,
        "Containment": 40.0,
        "Abandonment": 50.0,
        "Wait for an agent, half": 42.0,
        "Wait for an agent, p90": 42.0,
        "Misses": 20.0,
        "Answer after speech, half": 0.8,
        "Answer after speech, p95": 1.0,
        "Lost utterances": 1.0,
        "Called again": 40.0,
        "Satisfaction": 4.0,
    }


def test_a_period_without_calls_has_no_shares(day, span):
    empty = values(day, span.before)
    assert (empty["Calls"], empty["Containment"], empty["Satisfaction"]) == (0, None, None)


def test_a_question_is_counted_by_calls_and_by_what_became_of_its_answers(day, span):
    with day.reading_rows() as rows:
        first, second = figures.questions(rows, span)
    assert (first.form, first.calls, first.asked, first.refused, first.silent, first.lost) == ("menu", 5, 5, 1, 1, 1)
    assert (second.field, second.missed) == ("number", 0.0)


def test_calls_are_counted_by_the_hour(day, span, now):
    with day.reading_rows() as rows:
        assert figures.hours(rows, span) == {now.replace(minute=0): 5}


def test_no_utterance_and_no_whole_row_of_a_turn_is_read(sqlite_database, span):
    asked = []
    event.listen(sqlite_database.engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    values(sqlite_database, span)
    with sqlite_database.engine.connect() as connection:
        for query, given in [each for each in asked if each[0].startswith("SELECT")]:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given)]
            assert not any("utterances" in step or step.startswith("SCAN") for step in plan if "survey" not in step), (
                plan
            )
            assert all("COVERING" in step for step in plan if "turns" in step or "queue_visits" in step), plan


def test_bands_go_from_topic_to_service_to_outcome_and_are_as_thick_as_they_have_calls():
    nodes, drawn = bands.drawn([Flow("repair", "repair", "answered", 3), Flow("", "", "said_nothing", 1)])
    assert {(each.left.name, each.right.name): each.count for each in drawn if each.right.column == "outcome"} == {
        ("repair", "answered"): 3,
        ("", "said_nothing"): 1,
    }
    heights = {each.name: each.height for each in nodes if each.column == "outcome"}
    assert heights["answered"] == pytest.approx(3 * heights["said_nothing"], abs=0.2)
    assert all(each.path.startswith("M") and each.path.endswith("Z") for each in drawn)
    assert bands.drawn([]) == ([], [])
