"""What callers said is written down word for word when their call is over."""

import asyncio

import pytest

from ivr import calls
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.jobs.transcribing import transcribe_all, transcribe_next
from ivr.speech.decoding import DecodeFailed, open_pool
from ivr.storage import Base, Database

WISH = "is there somebody i could talk to"


@pytest.fixture
def remembered(sqlite_database, now):
    """Remember a call in which clips were said, over or still live."""

    def remember(*clips: bytes, over: bool = True) -> Database:
        with sqlite_database.writing() as session:
            calls.begin(session, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
            for turn, clip in enumerate(clips):
                id_ = calls.add_utterance(session, NewUtterance("CA1", turn, now, clip))
                record = TurnRecord(now, "speech", heard="[unk]", utterance=id_)
                calls.save_turn(session, "CA1", turn, state={}, reply={}, record=record)
            if over:
                calls.end(session, "CA1", "completed", now)
        return sqlite_database

    return remember


def written(database):
    with database.reading() as session:
        return [turn.transcript for turn in calls.transcript(session, "CA1")]


def nobody_waits(database):
    with database.reading() as session:
        return calls.untranscribed(session) is None


def test_while_a_call_is_live_its_words_wait(remembered):
    assert nobody_waits(remembered(b"\xff" * 8000, over=False))


def test_the_oldest_words_come_first_and_each_once(database, now):
    with database.writing() as session:
        for sid in ("CA1", "CA2"):
            calls.begin(session, NewCall(sid, "inbound", "anonymous", "", "en", now))
            calls.add_utterance(session, NewUtterance(sid, 0, now, b"\xff"))
            calls.end(session, sid, "completed", now)
        for sid in ("CA1", "CA2"):
            waiting = calls.untranscribed(session)
            assert waiting.call_sid == sid
            calls.transcribe(session, waiting.id, "hello")
        assert calls.untranscribed(session) is None


class Failing:
    """A pool whose decoders fail."""

    def __init__(self, *, permanent):
        self.permanent = permanent

    async def decode(self, job):
        raise DecodeFailed("no", permanent=self.permanent)


def test_what_can_never_be_decoded_is_written_down_as_nothing(remembered):
    database = remembered(b"\xff" * 8000)
    assert asyncio.run(transcribe_next(database, Failing(permanent=True)))
    assert written(database) == [""]


def test_what_fails_for_now_waits(remembered):
    database = remembered(b"\xff" * 8000)
    with pytest.raises(DecodeFailed):
        asyncio.run(transcribe_next(database, Failing(permanent=False)))
    assert written(database) == [None]


def test_what_fails_is_logged_with_its_call_and_turn(remembered, caplog):
    database = remembered(b"\xff" * 8000)
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(transcribe_all(database, Failing(permanent=False)), 0.3))
    (line,) = [record.msg for record in caplog.records if record.msg["event"] == "transcripts wait"]
    assert (line["call_sid"], line["turn"]) == ("CA1", 0)


def test_a_broken_database_does_not_end_the_work(sqlite_database):
    Base.metadata.drop_all(sqlite_database.engine)
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(transcribe_all(sqlite_database, Failing(permanent=True)), 0.3))


@pytest.mark.speech
def test_all_of_a_call_is_written_down(model, run, say, remembered):
    database = remembered(say(WISH), b"\xff" * 8000)

    async def work():
        async with open_pool(model, 1) as pool:
            return [await transcribe_next(database, pool) for _ in range(3)]

    assert run(work()) == [True, True, False]
    first, second = written(database)
    assert len(set(first.split()) & set(WISH.split())) > 4
    assert second == ""
    assert nobody_waits(database)
