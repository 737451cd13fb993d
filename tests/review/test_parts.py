"""A whole call as one sound: each part in its place, and nothing that is masked."""

from datetime import timedelta

import pytest

from ivr.calls import Call, Turn
from ivr.languages import LANGUAGES
from ivr.redaction import MASK, Redactors
from ivr.review.parts import Seen, parts_of
from ivr.review.track import placed, sound_of
from ivr.routing import Visit
from ivr.speech.mulaw import RATE, SILENCE

LOUD = b"\x00"
REDACTOR = Redactors(LANGUAGES.values()).of("en")
WORDS = [
    {"text": text, "start": at / 2, "end": at / 2 + 0.5, "confidence": 1.0}
    for at, text in enumerate(("my", "order", "four", "seven", "two"))
]


def speak(text, _language):
    """Speak a letter in a tenth of a second."""
    return LOUD * (len(text) * RATE // 10)


@pytest.fixture
def call(now):
    times = {"started_at": now, "ended_at": now + timedelta(seconds=90), "stream_at": None}
    texts = {"direction": "inbound", "from_": "", "to": "", "stream_name": "", "stream_status": ""}
    return Call("CA1", 3, None, None, "completed", "en", **texts, **times)


@pytest.fixture
def turns(now):
    ring = Turn(now, "start", number=0, latency_ms=500)
    asked = Turn(
        now + timedelta(seconds=6),
        "speech",
        number=1,
        prompt="Your order 4729?",
        prompt_redacted=f"Your order {MASK}?",
        heard="my order four seven two",
        words=WORDS,
        audible=[[0.0, 1.0]],
        said_at=now + timedelta(seconds=6),
        utterance_id=7,
        latency_ms=1000,
    )
    return [ring, asked, Turn(now + timedelta(seconds=60), "hangup", number=2, prompt="Thanks, goodbye.")]


def parts(call, turns, *, revealed=False, visits=()):
    return parts_of(call, turns, {7: LOUD * (RATE * 5 // 2)}, visits, speak, Seen(REDACTOR, revealed))


def test_the_question_comes_before_the_answer_and_the_clip_ends_when_it_was_kept(call, turns):
    assert [(part.kind, part.at) for part in parts(call, turns)] == [
        ("hotline", 0.5),
        ("caller", 3.5),
        ("hotline", 7.0),
        ("end", 60.0),
    ]


def test_what_is_masked_is_neither_shown_nor_heard(call, turns):
    question, answer = parts(call, turns)[:2]
    assert [word.text for word in question.words] == ["Your ", "order ", MASK, "?"]
    assert [word.text for word in answer.words] == ["my ", "order ", f"{MASK} ", f"{MASK} ", f"{MASK} "]
    assert answer.sound == LOUD * RATE + SILENCE * (RATE * 3 // 2)


def test_after_a_reveal_all_is_shown_and_heard(call, turns):
    question, answer = parts(call, turns, revealed=True)[:2]
    assert "".join(word.text for word in question.words) == "Your order 4729?"
    assert (answer.words[2].text, set(answer.sound)) == ("four ", set(LOUD))


def test_until_it_is_proven_that_it_tells_nothing_a_clip_is_silent(call, turns):
    turns[1] = Turn(**{**vars(turns[1]), "audible": None})
    assert set(parts(call, turns)[1].sound) == set(SILENCE)


def test_of_a_sensitive_answer_nothing_is_shown_or_heard(call, turns):
    turns[1] = Turn(**{**vars(turns[1]), "sensitive": True})
    answer = parts(call, turns)[1]
    assert ({word.text for word in answer.words}, set(answer.sound)) == ({f"{MASK} "}, set(SILENCE))


def test_who_speaks_into_a_prompt_silences_it(call, turns):
    turns[1] = Turn(**{**vars(turns[1]), "prompt": "word " * 20, "prompt_redacted": "word " * 20})
    assert parts(call, turns)[0].seconds == pytest.approx(3.4)


def test_a_wait_and_the_talk_with_an_agent_have_their_place(call, turns, now):
    visit = Visit(now + timedelta(seconds=10), now + timedelta(seconds=50), "bridged", 30)
    found = [(part.kind, part.at, part.seconds) for part in parts(call, turns, visits=[visit])]
    assert [each for each in found if each[0] in ("wait", "agent")] == [("wait", 10.0, 30), ("agent", 40.0, 10.0)]


def test_long_pauses_are_short_in_the_sound_and_words_keep_to_it(call, turns):
    track = placed(parts(call, turns))
    assert [each.start for each in track] == [0.5, 3.5, 7.0, track[2].end + 1.5]
    assert len(sound_of(track)) == round((track[3].end + 0.5) * RATE)


def test_a_call_of_nothing_is_half_a_second_of_silence():
    assert set(sound_of([])) == set(SILENCE)
