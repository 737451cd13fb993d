"""Make the parts of a call's sound: what the hotline said, what the caller did, the waits and the talk with an agent.

Nothing is recorded but what callers say: the hotline's prompts are spoken anew, or taken from their recordings.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from ivr.calls import Call, Turn
from ivr.redaction import MASK, Redactor
from ivr.review.audible import masked_words, silenced
from ivr.review.words import shared_out, words_of
from ivr.routing import Visit
from ivr.speech.decoding import Word
from ivr.speech.mulaw import RATE, SILENCE, seconds_of

Kind = Literal["hotline", "caller", "keys", "silence", "wait", "agent", "end"]
Speak = Callable[[str, str], bytes]
"""Returns a text of a language as mu-law, nothing where there is no voice for it."""
BARGE_IN = 0.4
"""Seconds of speech that it takes to silence a prompt."""
BRIDGED = "bridged"
UNSPOKEN = 0.065
"""Seconds a letter of a prompt that no voice here can speak."""
MASKED = SILENCE * (RATE // 2)


@dataclass(frozen=True)
class Part:
    """A part of a call, `at` seconds after its begin; `words` have times from the part's own begin."""

    turn: int
    kind: Kind
    at: float
    seconds: float
    words: tuple[Word, ...] = ()
    sound: bytes = b""


@dataclass(frozen=True)
class Seen:
    """Who looks: in clear after a reveal, else without what is masked."""

    redactor: Redactor
    revealed: bool


def parts_of(
    call: Call, turns: Sequence[Turn], clips: Mapping[int, bytes], visits: Sequence[Visit], speak: Speak, seen: Seen
) -> list[Part]:
    """Return the parts of a call in the order in which they begin."""
    found: list[Part] = []
    said_from: datetime | None = None
    for turn in turns:
        given = _given(call, turn, clips, seen)
        if said_from and turn.prompt:
            found += _prompt(call, turn, said_from, given, speak, seen)
        found += given
        said_from = turn.at + timedelta(milliseconds=turn.latency_ms)
    return sorted([*found, *_visits(call, visits)], key=lambda part: part.at)


def _prompt(call: Call, turn: Turn, begin: datetime, given: Sequence[Part], speak: Speak, seen: Seen) -> Iterator[Part]:
    """Yield what the hotline said before an input, to where the caller broke in."""
    text = turn.prompt if seen.revealed else _copy(turn, seen)
    sound, words = spoken(text, call.language, speak)
    at = (begin - call.started_at).total_seconds()
    stop = given[0].at - at + (BARGE_IN if given[0].kind == "caller" else 0.0) if given else float("inf")
    seconds = max(0.0, min(words[-1].end if words else 0.0, stop))
    yield Part(turn.number, "hotline", at, seconds, words, sound[: round(seconds * RATE)])


def _copy(turn: Turn, seen: Seen) -> str:
    return seen.redactor.own.redact(turn.prompt) if turn.prompt_redacted is None else turn.prompt_redacted


def spoken(text: str, language: str, speak: Speak) -> tuple[bytes, tuple[Word, ...]]:
    """Return a text as sound and as words with times; what is masked is half a second of silence."""
    sound, words = b"", list[Word]()
    for number, piece in enumerate(text.split(MASK)):
        if number:
            words += shared_out(MASK, seconds_of(MASKED), seconds_of(sound))
            sound += MASKED
        said = speak(piece.strip(), language) if any(sign.isalnum() for sign in piece) else b""
        said = said or SILENCE * round(len(piece.strip()) * UNSPOKEN * RATE)
        words += shared_out(piece.lstrip() if number == 0 else piece, seconds_of(said), seconds_of(sound))
        sound += said
    return sound, tuple(words)


def _given(call: Call, turn: Turn, clips: Mapping[int, bytes], seen: Seen) -> list[Part]:
    """Return what the caller did in a turn, nothing or one part."""
    at = (turn.at - call.started_at).total_seconds()
    match turn.input:
        case "speech" if turn.said_at and (clip := clips.get(turn.utterance_id or 0)):
            begin = (turn.said_at - call.started_at).total_seconds() - seconds_of(clip)
            part = Part(turn.number, "caller", begin, seconds_of(clip), _words(turn, seen), _heard(turn, clip, seen))
            return [replace(part, at=max(0.0, part.at))]
        case "speech" | "silence":
            return [Part(turn.number, "silence", at, 0.0)]
        case "keys":
            return [Part(turn.number, "keys", at, 0.0)]
        case "hangup":
            return [Part(turn.number, "end", at, 0.0)]
    return []


def _words(turn: Turn, seen: Seen) -> tuple[Word, ...]:
    words = words_of(turn.words)
    if not seen.revealed:
        hidden = [True] * len(words) if turn.sensitive else masked_words(words, seen.redactor)
        words = tuple(replace(word, text=MASK) if masked else word for word, masked in zip(words, hidden, strict=True))
    return tuple(replace(word, text=f"{word.text} ") for word in words)


def _heard(turn: Turn, clip: bytes, seen: Seen) -> bytes:
    """Return what of a clip may be heard: all of it after a reveal, else what was proven to tell nothing."""
    return clip if seen.revealed else heard_by_all(turn, clip) or SILENCE * len(clip)


def heard_by_all(turn: Turn, clip: bytes) -> bytes:
    """Return a clip in which only what was proven to tell nothing is heard; nothing where that is nothing."""
    spans = turn.audible if isinstance(turn.audible, list) and not turn.sensitive else []
    return silenced(clip, [(start, end) for start, end in spans]) if spans else b""


def _visits(call: Call, visits: Sequence[Visit]) -> Iterator[Part]:
    """Yield the waits in a queue, and the talk with an agent after them."""
    for visit in visits:
        at = (visit.joined_at - call.started_at).total_seconds()
        over = ((visit.left_at or call.ended_at or visit.joined_at) - call.started_at).total_seconds()
        waited = over - at if visit.waited_seconds is None else visit.waited_seconds
        yield Part(call.turn, "wait", at, waited)
        if visit.result == BRIDGED and over > at + waited:
            yield Part(call.turn, "agent", at + waited, over - at - waited)
