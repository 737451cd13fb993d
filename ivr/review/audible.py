"""Find the parts of a caller's clip that anybody may hear, and silence the others.

Only words that are known to tell nothing of a person are heard, and what lies close between two of them. Whatever the
recogniser has no word for is silent too: it may be a name.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from ivr.redaction import Redactor
from ivr.speech.decoding import GARBAGE, Word
from ivr.speech.mulaw import RATE, SILENCE

Seconds = tuple[float, float]
CLOSE = 0.3
"""Seconds between two words in which nobody says a third."""
SHORTEST = 0.05
"""Less than this of a word tells nobody anything."""
MARGIN = 0.06
"""A masked word begins earlier and ends later than the recogniser says by as much."""


def audible(
    said: Sequence[Word], heard: Sequence[Word], numbers: Sequence[Seconds], redactor: Redactor
) -> tuple[Seconds, ...]:
    """Return the seconds of a clip that anybody may hear.

    `said` are the words of a decode of any words, `heard` those of the question's grammar: a word must be harmless in
    the first, and what is masked in either is left out, and where digits are heard when they are listened for: a
    decode of any words writes "to" and "sick" for a two and a six.
    """
    harmless, masked = _split(said, redactor)
    _, also_masked = _split([word for word in heard if word.text != GARBAGE], redactor)
    apart = [(start - MARGIN, end + MARGIN) for start, end in (*masked, *also_masked, *numbers)]
    for_all = _joined(_without(harmless, apart), apart)
    return tuple((round(start, 3), round(end, 3)) for start, end in for_all)


def silenced(clip: bytes, spans: Sequence[Seconds]) -> bytes:
    """Return a mu-law clip of the same length in which only these seconds are heard."""
    heard = np.frombuffer(clip, np.uint8)
    quiet = np.full(len(heard), SILENCE[0], np.uint8)
    for start, end in spans:
        part = slice(max(0, round(start * RATE)), max(0, round(end * RATE)))
        quiet[part] = heard[part]
    return quiet.tobytes()


def numbers_in(words: Sequence[Word]) -> list[Seconds]:
    """Return where two digits and more follow each other in a decode of digits and decoys."""
    runs: list[list[Word]] = [[]]
    for word in words:
        if word.text == GARBAGE:
            runs.append([])
        else:
            runs[-1].append(word)
    return [(run[0].start, run[-1].end) for run in runs if len(run) > 1]


def masked_words(words: Sequence[Word], redactor: Redactor) -> list[bool]:
    """Tell of each word whether it is masked."""
    text, places = " ".join(word.text for word in words), list(_places(words))
    spans = redactor.spans(text)
    return [
        word.text == GARBAGE or any(_meet(place, span) for span in spans)
        for word, place in zip(words, places, strict=True)
    ]


def _places(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where each word stands in the text of them all."""
    at = 0
    for word in words:
        yield at, at + len(word.text)
        at += len(word.text) + 1


def _split(words: Sequence[Word], redactor: Redactor) -> tuple[list[Seconds], list[Seconds]]:
    parts: tuple[list[Seconds], list[Seconds]] = ([], [])
    for word, masked in zip(words, masked_words(words, redactor), strict=True):
        parts[masked].append((word.start, word.end))
    return parts


def _without(spans: Sequence[Seconds], apart: Sequence[Seconds]) -> list[Seconds]:
    """Return what is left of spans when others are taken out of them."""
    for start, end in apart:
        spans = [part for span in spans for part in ((span[0], min(span[1], start)), (max(span[0], end), span[1]))]
        spans = sorted({(begin, stop) for begin, stop in spans if stop - begin >= SHORTEST})
    return list(spans)


def _joined(spans: Sequence[Seconds], apart: Sequence[Seconds]) -> Iterator[Seconds]:
    """Yield spans, neighbours as one where the time between them is short and nothing masked lies in it."""
    last: Seconds | None = None
    for span in sorted(spans):
        if last and span[0] - last[1] <= CLOSE and not any(_meet((last[1], span[0]), other) for other in apart):
            last = (last[0], span[1])
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
