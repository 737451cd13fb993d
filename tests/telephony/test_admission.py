"""How many callers there is room for follows from what decoding takes, and nobody is let in beyond it."""

from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from ivr.speech.decoding.load import Load, Workload
from ivr.speech.losses import Losses
from ivr.telephony import room
from ivr.telephony.media.admission import BUSY, Admission
from ivr.telephony.room import Room


@dataclass
class Decoders:
    """Two decoders and a clock, moved by hand; `pace` is how long a second of sound takes."""

    pace: float = 0.05
    worked: float = 0.0
    backlog: float = 0.0
    now: float = 100.0

    def __call__(self):
        return Workload(2, self.worked, self.backlog, self.pace)

    def time(self):
        return self.now

    def work(self, seconds, part):
        """Let time pass while they decode for a part of it."""
        self.now += seconds
        self.worked += seconds * part


@pytest.fixture
def decoders():
    return Decoders()


@pytest.fixture
def losses():
    return Losses()


@pytest.fixture
def admission(decoders, losses):
    return Admission(decoders, losses, decoders.time)


@pytest.fixture
def streams(admission):
    """Let so many callers in, who speak at once."""
    with ExitStack() as stack:

        def enter(number):
            for _ in range(number):
                stack.enter_context(admission.stream())()

        yield enter


def test_before_any_call_the_room_is_reckoned_from_the_known_clip(admission, decoders):
    first = admission.room().free
    decoders.pace /= 2
    assert admission.room().free == pytest.approx(2 * first, abs=1)


def test_so_many_are_let_in_that_the_decoders_are_busy_for_the_part_that_they_may(admission, decoders, streams):
    streams(20)
    for _ in range(300):
        decoders.work(1.0, 20 * 0.03)
        admission.room()
    assert (20 + admission.room().free) * 0.03 / 2 == pytest.approx(BUSY, rel=0.15)


def test_slower_decoders_take_fewer(admission, decoders, streams):
    streams(20)
    free = []
    for part in (0.02, 0.04):
        for _ in range(300):
            decoders.work(1.0, 20 * part)
            admission.room()
        free.append(admission.room().free)
    assert free[1] < free[0] / 2


def test_callers_who_only_listen_don_t_make_the_others_look_cheap(admission, decoders):
    before = admission.room().free
    with ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(admission.stream())
        decoders.work(60.0, 0.0)
        assert admission.room().free == before - 20


def test_nobody_is_let_in_while_much_waits(admission, decoders):
    decoders.backlog = 1.0
    assert not admission.admits()
    decoders.backlog = 0.1
    assert admission.admits()


def test_nobody_is_let_in_for_a_while_after_words_were_lost_to_the_load(admission, losses):
    losses.add("stream lost")
    assert admission.admits()
    losses.add("deadline")
    assert not admission.admits()


def test_a_stream_that_ends_makes_room(admission):
    free = admission.room().free
    with admission.stream():
        assert admission.room() == Room(1, free - 1)
    assert admission.room() == Room(0, free)


def test_what_waits_is_reckoned_in_seconds_of_work():
    clock = Decoders()
    load = Load(clock.time)
    load.came(4.0)
    with load.decoding(2.0):
        clock.now += 0.5
    assert load.pace == pytest.approx(0.25)
    assert load.backlog == pytest.approx(1.0)
    load.went(4.0)
    assert load.backlog == 0


def test_web_processes_read_how_much_room_there_is(tmp_path, monkeypatch):
    assert room.has_room(tmp_path)
    room.write(tmp_path, Room(9, 0))
    assert not room.has_room(tmp_path)
    monkeypatch.setattr(room, "time", lambda: 1e12)
    assert room.read(tmp_path) is None
    (tmp_path / room.FILE).write_text("{")
    assert room.has_room(tmp_path)
