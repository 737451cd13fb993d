"""The repair call, each webhook taken by a new process, and ended at each step."""

import pytest

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.line import Office

STEPS = (
    lambda line: line.rings(),
    lambda line: line.presses("1"),
    lambda line: line.presses(CUSTOMER_ORDER),
    lambda line: line.is_silent(),
    lambda line: line.presses("12"),
    lambda line: line.presses("34"),
    lambda line: line.presses("2"),
    lambda line: line.presses(CUSTOMER_PHONE[-4:]),
    lambda line: line.presses("1"),
    lambda line: line.presses("0"),
    lambda line: line.is_back_from_the_queue("bridged"),
    lambda line: line.presses("2"),
)


def after(line, steps):
    for step in STEPS[:steps]:
        step(line)
    return line


def test_a_process_may_die_between_any_two_turns(office, line):
    """What process took the last turn is all the same: nothing lives in memory."""
    whole = after(line, len(STEPS)).bytes
    other = office.line("CA" + "2" * 32)
    for step in STEPS:
        survivor = Office(office.database, clock=office.clock).line(other.sid)
        survivor.document = other.document
        step(survivor)
        other = survivor
    assert other.bytes == whole
    assert [turn.branch for turn in other.transcript] == [turn.branch for turn in line.transcript]


@pytest.mark.parametrize("steps", range(1, len(STEPS) + 1))
def test_hanging_up_at_any_step_leaves_a_complete_record(line, steps):
    after(line, steps).hangs_up()
    assert line.call.status == "completed"
    assert line.call.ended_at is not None
    assert [turn.number for turn in line.transcript] == list(range(steps + 1))
    assert line.transcript[-1].input == "hangup"
    assert line.transcript[-1].prompt


@pytest.mark.parametrize("steps", range(1, len(STEPS) + 1))
def test_a_replay_of_every_webhook_so_far_changes_nothing(line, steps):
    current = after(line, steps).bytes
    turns = line.turn
    for turn in range(turns):
        assert line.fetch(f"/voice/{turn}/keys", Digits="0").bytes == current
    assert line.fetch("/voice").bytes == current
    assert line.turn == turns
