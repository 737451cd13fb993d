"""What callers said is written down word for word when their call is over."""

import asyncio
import os
import subprocess
import sys
import time
from threading import Event

import pytest

from ivr import calls
from ivr.calls import NewCall, NewUtterance, TurnRecord
from ivr.jobs.__main__ import pools_decoder, transcribe
from ivr.jobs.transcribing import MOST_ATTEMPTS, transcriber
from ivr.languages import LANGUAGES
from ivr.outbox import Worker
from ivr.outbox.letters import count, letters
from ivr.redaction import Redactors
from ivr.settings import PROJECT
from ivr.speech.decoding import BadJob, DecodeFailed, Word, open_pool
from ivr.storage import Database
from tests.damage import damage
from tests.line import Clock

REDACTORS = Redactors(LANGUAGES.values())
WISH = "is there somebody i could talk to"


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def remembered(database, now):
    """Remember a call in which clips were said, over or still live."""

    def remember(*clips: bytes, over: bool = True) -> Database:
        with database.writing() as session:
            calls.begin(session, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
            for turn, clip in enumerate(clips):
                id_ = calls.add_utterance(session, NewUtterance("CA1", turn, now, clip))
                record = TurnRecord(now, "speech", heard="[unk]", utterance_id=id_)
                calls.save_turn(session, "CA1", turn, state={}, reply={}, record=record)
            if over:
                calls.end(session, "CA1", "completed", now)
            calls.want_transcripts(session, now, "CA1")
        return database

    return remember


def written(database):
    with database.reading() as session:
        return [turn.transcript for turn in calls.transcript(session, "CA1")]


def waiting(database, now):
    with database.reading_rows() as rows:
        return count(rows, now).waiting


def dead(database):
    with database.reading_rows() as rows:
        return [letter.error for letter in letters(rows)]


class Decoder:
    """Hears the same in every clip, each word for 0.4 s, or fails; of digits it hears what it is told to, at 0.1 s."""

    def __init__(self, heard="hello", failure=None, digits=()):
        self.digits = [tuple(Word(word, 0.1, 0.2, 1.0) for word in found) for found in digits]
        self.heard, self.failure, self.clips, self.languages = heard, failure, [], set()

    def __call__(self, clip, language, phrases):
        if phrases:
            return self.digits.pop(0) if self.digits else ()
        self.clips.append(clip)
        self.languages.add(language)
        if self.failure:
            raise self.failure
        words = self.heard.split()
        return tuple(Word(word, at * 0.4, at * 0.4 + 0.4, 1.0) for at, word in enumerate(words))


def worked_off(database, decoder, now):
    return Worker(database, [transcriber(database, decoder, REDACTORS)], clock=lambda: now).work_off()


def test_while_a_call_is_live_its_words_wait(remembered, now):
    assert waiting(remembered(b"\xff" * 8000, over=False), now) == 0


def test_the_words_of_a_call_that_is_over_are_written_down(remembered, now):
    database = remembered(b"1", b"2")
    worked_off(database, Decoder(), now)
    assert written(database) == ["hello", "hello"]


def test_a_call_is_written_down_in_its_language(remembered, now):
    decoder, database = Decoder(), remembered(b"1")
    worked_off(database, decoder, now)
    assert decoder.languages == {"en"}


def test_a_language_without_a_model_is_written_down_as_nothing():
    async def heard():
        return pools_decoder({})(b"1", "fr", None)

    assert asyncio.run(heard()) == ()


def test_two_workers_never_decode_the_same_clip(remembered, now):
    database = remembered(*(bytes([number]) for number in range(20)))
    decoder = Decoder()
    workers = [
        Worker(database, [transcriber(database, decoder, REDACTORS)], clock=lambda: now, at_once=3) for _ in range(2)
    ]

    async def both():
        await asyncio.gather(*(asyncio.to_thread(worker.work_off) for worker in workers))

    asyncio.run(both())
    assert sorted(decoder.clips) == [bytes([number]) for number in range(20)]


def test_asking_twice_writes_each_once(remembered, database, now):
    remembered(b"1")
    with database.writing() as session:
        calls.want_transcripts(session, now)
    assert waiting(database, now) == 1


def test_what_no_decoder_may_be_given_is_written_down_as_nothing(remembered, now):
    database = remembered(b"\xff" * 8000)
    worked_off(database, Decoder(failure=BadJob("no")), now)
    assert written(database) == [""]


def test_what_fails_for_now_waits(remembered, now):
    database = remembered(b"\xff" * 8000)
    worked_off(database, Decoder(failure=DecodeFailed("its decoder ended twice", "decoder died")), now)
    assert (written(database), waiting(database, now)) == ([None], 1)


def test_what_ends_every_decoder_is_a_dead_letter_and_never_written_down_as_nothing(remembered, clock):
    decoder = Decoder(failure=DecodeFailed("its decoder ended twice", "decoder died"))
    database = remembered(b"\xff" * 8000)
    for _ in range(MOST_ATTEMPTS + 3):
        worked_off(database, decoder, clock())
        clock.passes(1000)
    assert (len(decoder.clips), written(database), dead(database)) == (
        MOST_ATTEMPTS,
        [None],
        ["not decoded: its decoder ended twice"],
    )


def test_a_damaged_clip_is_set_aside_and_the_others_are_written_down(remembered, now):
    database = remembered(b"1", b"2", b"3")
    damage(database, "utterances", "clip", "turn = 1")
    worked_off(database, Decoder(), now)
    assert written(database) == ["hello", None, "hello"]
    assert [why.split(":")[0] for why in dead(database)] == ["what it needs can't be read"]


def audible(database):
    with database.reading() as session:
        return [turn.audible for turn in calls.transcript(session, "CA1")]


def test_with_the_words_comes_what_anybody_may_hear(remembered, now):
    database = remembered(b"\xff" * 8000)
    worked_off(database, Decoder("call me two oh two five five five please"), now)
    assert audible(database) == [[[0.0, 0.74], [3.26, 3.6]]]


def test_nothing_is_heard_where_digits_are_still_in_what_is_left(remembered, now):
    database = remembered(b"\xff" * 8000)
    worked_off(database, Decoder("where is my repair", digits=(("four", "seven"), ("nine", "one"))), now)
    assert audible(database) == [[]]


@pytest.mark.speech
def test_all_of_a_call_is_written_down(model, run, say, remembered, now):
    database, stop = remembered(say(WISH), b"\xff" * 8000), Event()

    async def work():
        async with open_pool(model, 1) as pool:
            decode = pools_decoder({"en": pool})
            working = asyncio.create_task(asyncio.to_thread(transcribe, database, decode, REDACTORS, stop))
            while waiting(database, now):
                await asyncio.sleep(0.1)
            stop.set()
            await working

    run(work())
    first, second = written(database)
    assert len(set(first.split()) & set(WISH.split())) > 4
    assert second == ""


ON_ONE_CORE = "import os; os.cpu_count = lambda: 1; from ivr.jobs.__main__ import main; main()"


@pytest.mark.speech
@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_process_writes_down_beside_all_else_that_it_does(say, remembered, database_url, keys, tmp_path):
    database = remembered(say(WISH))
    settings = {"DATABASE_URL": database_url, "ENCRYPTION_KEYS": keys[0], "INDEX_KEY": keys[1], "SECRET_KEY": "secret"}
    settings |= {"DATA": str(tmp_path / "data")}
    environment = os.environ | {f"IVR_{name}": value for name, value in settings.items()}
    until = time.monotonic() + 60
    with subprocess.Popen([sys.executable, "-c", ON_ONE_CORE], env=environment, cwd=PROJECT) as process:
        while written(database) == [None] and time.monotonic() < until:
            time.sleep(0.2)
        process.terminate()
    [found] = written(database)
    assert len(set((found or "").split()) & set(WISH.split())) > 4
