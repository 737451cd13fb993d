"""What the caller hears when something of ours breaks, and what the record says."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import pytest
from sqlalchemy import text

from ivr.services.repair.demo import CUSTOMER_ORDER


@pytest.fixture
def locked(office):
    """Another process holds the database."""
    held = sqlite3.connect(office.database.engine.url.database, isolation_level=None)
    return lambda: held.execute("BEGIN IMMEDIATE") and (lambda: held.execute("ROLLBACK"))


def test_a_locked_database_is_an_apology_and_an_agent_well_within_four_seconds(line, locked):
    line.rings()
    unlock = locked()
    began = monotonic()
    line.presses("1").hears("something went wrong")
    assert monotonic() - began < 3.5
    assert line.verbs[-1] == "Enqueue"
    unlock()


@pytest.mark.thorough
def test_after_the_lock_the_caller_is_led_on_and_the_record_is_complete(line, locked):
    line.rings()
    unlock = locked()
    line.presses("1")
    unlock()
    line.is_back_from_the_queue("bridged").hears("Anything else").hangs_up()
    assert [turn.input for turn in line.transcript] == ["start", "queue", "hangup"]


@pytest.mark.thorough
def test_who_cut_the_notice_off_while_locked_is_not_listened_to_after_the_queue(line, locked):
    line.rings().streams()
    unlock = locked()
    line.presses("1")
    unlock()
    line.streams("lost").is_back_from_the_queue("bridged").hears("Anything else")
    assert line.started is None


@pytest.mark.thorough
def test_a_call_that_comes_in_while_locked_is_known_when_it_leaves_the_queue(line, locked):
    unlock = locked()
    line.rings().hears("something went wrong")
    unlock()
    line.is_back_from_the_queue("leave")
    assert line.call.from_ == "+12025550143"


@pytest.mark.thorough
@pytest.mark.parametrize("result", ["hangup", "bridged"])
def test_a_call_that_came_in_while_locked_and_hung_up_in_the_queue_or_talking_is_over(line, locked, result):
    unlock = locked()
    line.rings()
    unlock()
    line.hangs_up()
    line.always["CallStatus"] = "completed"
    line.is_back_from_the_queue(result)
    assert line.call.ended_at
    assert [turn.input for turn in line.transcript] == ["queue", "hangup"]


@pytest.mark.thorough
def test_the_document_of_last_resort_stops_the_stream(line, locked):
    line.rings().streams()
    unlock = locked()
    line.presses("1")
    assert line.document.find("Stop/Stream").get("name") == "asr-1"
    unlock()


@pytest.mark.thorough
def test_waiting_goes_on_with_music_while_locked(line, locked):
    unlock = locked()
    assert line.fetch("/voice/wait", QueuePosition="1", QueueTime="0").document.find("Gather/Play") is not None
    unlock()


def test_a_state_that_cannot_be_read_is_an_agent_not_a_new_start(line, office):
    line.rings()
    with office.database.writing() as session:
        session.execute(text("UPDATE calls SET state = NULL"))
        session.execute(text("UPDATE calls SET state = reply"))
    line.presses("1").hears("something went wrong")
    assert line.verbs[-1] == "Enqueue"
    assert line.transcript[-1].input == "keys"


def test_a_grammar_that_cannot_be_read_is_an_agent(line, office, tmp_path):
    line.rings()
    office.edge.context.keypad._folder = tmp_path
    line.presses("1").hears("something went wrong")
    assert line.transcript[-1].branch.startswith("agent because")


def test_sixteen_doubles_of_a_webhook_make_one_turn(line, office):
    line.rings().presses("1")
    with ThreadPoolExecutor(16) as at_once:
        doubles = [office.line() for _ in range(16)]
        replies = set(at_once.map(lambda double: double.fetch("/voice/2/keys", Digits=CUSTOMER_ORDER).bytes, doubles))
    assert len(replies) == 1
    assert line.turn == 3
    assert len(line.transcript) == 3


@pytest.mark.thorough
def test_a_call_that_came_in_while_locked_and_left_the_queue_locked_is_over_afterwards(office, line, locked):
    unlock = locked()
    line.rings()
    line.always["CallStatus"] = "completed"
    action = line.document.find("Enqueue").get("action").removeprefix(office.settings.web_base).partition("#")[0]
    told = {"QueueResult": "hangup", "QueueTime": "12"}
    assert line.post(action, **told).status_code == 500
    unlock()
    line.post(action, **told)  # as the URL's connection overrides ask Twilio to
    assert line.call.status == "completed"


@pytest.mark.thorough
def test_the_end_of_a_call_that_came_while_locked_is_noted_when_it_is_not(office, line, locked):
    line.rings()
    unlock = locked()
    assert line.post("/voice/status", CallStatus="completed").status_code == 500
    assert not line.call.ended_at
    unlock()
    line.hangs_up()
    assert line.call.status == "completed"
