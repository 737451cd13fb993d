"""Read decodes by a grammar: which meanings their hypotheses have, and how the likelihood is shared among them."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ivr.languages.language import CodeWords
from ivr.speech.decoding import GARBAGE, Decode, Hypothesis, Word
from ivr.speech.grammar import Grammar, Meaning
from ivr.speech.recognition import Json
from ivr.speech.spelling import Prior, even

WORD_BONUS = 1.5
"""Likelihood given for each word that is no number: short words said fast are dropped more often than made up."""
HURRIED = 0.2
"""Seconds below which a number's word is rather the rest of its neighbour: an "oh" or "two" is easily made up."""
HURRY = 30.0
"""Likelihood that it loses for each second that it is shorter."""
HINT_BONUS = 2.0
SENTENCE_BONUS = 2.0
"""Likelihood given for words that mean something and hold no digit: by pairs of words Vosk hears what nobody says."""
TEMPERATURE = 2.0
"""Kaldi's likelihoods are too sure of themselves by about this factor."""
MeaningsOf = Callable[[tuple[str, ...]], list[Meaning]]
"""What a row of words means, best first."""


@dataclass(frozen=True)
class Reading:
    """One meaning, the best words for it, its share of the likelihood, and its loss (`gap`) against the best words.

    `clarity` is what of these words' meaning it is: below 1 where the grammar gives the same words several.
    """

    value: Json
    grammar: str
    words: tuple[Word, ...]
    share: float
    gap: float
    clarity: float = 1.0


def readings(
    grammar: Grammar,
    decodes: Sequence[Decode],
    hints: Sequence[str] = (),
    bonus: float = WORD_BONUS,
    prior: Prior = even,
    meanings: MeaningsOf | None = None,
) -> list[Reading]:
    """Return what the decodes' hypotheses mean, likeliest first; those that mean nothing take their share away.

    Garbage is a word like others: where the grammar has no place for it, what holds it means nothing. Who reads a clip
    more than once hands in `meanings`, so that the same words, which many decodes hear, are understood but once.
    """
    found: dict[str, Reading] = {}
    meanings = meanings or meanings_of(grammar)
    for decode in decodes:
        each = list(_each(grammar.language.words, meanings, decode, hints, bonus, prior))
        total = sum(reading.share for reading in each) * len(decodes)
        for reading in each:
            if reading.grammar:
                _add(found, replace(reading, share=reading.share / total))
    return sorted(found.values(), key=lambda reading: -reading.share)


def best_words(decodes: Sequence[Decode], numbers: frozenset[str], bonus: float = WORD_BONUS) -> tuple[Word, ...]:
    """Return the likeliest words, meaning or not."""
    for decode in decodes:
        if decode.hypotheses:
            return max(decode.hypotheses, key=lambda each: _score(each, numbers, bonus)).words
    return ()


def _score(hypothesis: Hypothesis, numbers: frozenset[str], bonus: float) -> float:
    return hypothesis.likelihood + sum(_worth(word, numbers, bonus) for word in hypothesis.words)


def _worth(word: Word, numbers: frozenset[str], bonus: float) -> float:
    if word.text in numbers:
        return -HURRY * max(0.0, HURRIED - (word.end - word.start))
    return bonus


def shares(
    decode: Decode, hints: Sequence[str], numbers: frozenset[str], bonus: float = WORD_BONUS
) -> list[tuple[Hypothesis, float, float]]:
    """Return each hypothesis with its share of the likelihood, and the likelihood it lost against the best."""
    scores = [_score(each, numbers, bonus) + HINT_BONUS * (each.text in hints) for each in decode.hypotheses]
    best = max(scores, default=0.0)
    weights = [math.exp((score - best) / TEMPERATURE) for score in scores]
    total = sum(weights)
    return [
        (hypothesis, weight / total, best - score)
        for hypothesis, weight, score in zip(decode.hypotheses, weights, scores, strict=True)
    ]


def meanings_of(grammar: Grammar) -> MeaningsOf:
    """Return the grammar's understanding of words, each row of words understood once: it takes up to 5 ms."""
    return cache(grammar.meanings)


def _each(
    known: CodeWords, meanings_of: MeaningsOf, decode: Decode, hints: Sequence[str], bonus: float, prior: Prior
) -> Iterator[Reading]:
    """Yield what each hypothesis may mean, in a grammar without a name where that is nothing."""
    codes = known.numbers | known.letters
    for hypothesis, share, gap in shares(decode, hints, known.numbers, bonus):
        said = tuple(word.text for word in hypothesis.words)
        meanings = meanings_of(said) if set(said) - {GARBAGE} else []
        favour = math.exp(SENTENCE_BONUS / TEMPERATURE) if bonus and codes.isdisjoint(said) else 1.0
        for meaning in meanings:
            likely = share * meaning.weight * prior(meaning.value) * favour
            yield Reading(meaning.value, meaning.grammar, hypothesis.words, likely, gap, meaning.weight)
        if not meanings:
            yield Reading(None, "", hypothesis.words, share, gap)


def _add(found: dict[str, Reading], reading: Reading) -> None:
    """Join a reading with those of the same meaning; the words are those that lose least."""
    key = json.dumps([reading.grammar, reading.value], sort_keys=True, default=str)
    known = found.get(key, replace(reading, share=0.0))
    nearer = min(known, reading, key=lambda each: each.gap)
    found[key] = replace(nearer, share=known.share + reading.share)


def with_confidences(words: Sequence[Word], decodes: Sequence[Decode], numbers: frozenset[str]) -> tuple[Word, ...]:
    """Return the words, each with the share of likelihood of the hypotheses that hold it at that time."""
    held = [(h, share / len(decodes)) for decode in decodes for h, share, _ in shares(decode, (), numbers)]
    return tuple(
        Word(word.text, word.start, word.end, round(sum(share for h, share in held if _holds(h, word)), 4))
        for word in words
    )


def _holds(hypothesis: Hypothesis, word: Word) -> bool:
    middle = (word.start + word.end) / 2
    return any(other.text == word.text and other.start <= middle <= other.end for other in hypothesis.words)
