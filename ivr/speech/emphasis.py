"""Tell Vosk's small bigram model what people mostly say where a grammar may say much else.

A builtin takes "forty seven" and "A as in Alpha" as well as "four seven" and "A". Given only its words, or all
of its word pairs, Vosk finds "seventeen" as likely as "seven". Naming the pairs of plain digits and letters
more often mends that (docs/speech.md: 88 to 97 of 100 digit strings, 47 to 67 of 100 spelled names).
"""

import itertools
from collections.abc import Iterable
from typing import Literal, get_args

from ivr.languages.language import CodeWords

Kind = Literal["sentences", "digits", "letters"]
Judged = Literal[Kind, "figure"]
"""What a reading is judged as: one of a kind of grammar, or one digit by itself."""
JUDGED: tuple[Judged, ...] = get_args(Judged)
FEW = 0.25
"""Part of a grammar's words up to which those of numbers are few."""
DIGIT_PAIRS = 4
"""How often each pair of digits is named, when there are no letters."""
ANSWERS = 40
"""How often each word that is an answer by itself is named."""


def kind_of(phrases: Iterable[str], known: CodeWords) -> Kind:
    """Return what a grammar of these phrases is, for the way it is decoded and judged."""
    words = frozenset(phrase for phrase in phrases if " " not in phrase)
    if words >= known.letters:
        return "letters"
    return "digits" if words >= known.plain - known.rare else "sentences"


def emphasised(phrases: Iterable[str], known: CodeWords, answers: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the phrases with their plain digits and letters emphasised, where they hold all of either.

    Longer phrases go, or "forty seven" would weigh as much as "four seven"; but where numbers or spelled words are said
    now and then only, the phrases without them stay. Where no digit follows another, each is emphasised by itself.
    So are one-word `answers`: among thousands of phrases "no" would lose against the "know" of "i don't know".
    """
    listed = tuple(phrases)
    words = frozenset(phrase for phrase in listed if " " not in phrase)
    short = tuple(sorted(words.intersection(answers))) * ANSWERS
    letters = known.letters if words >= known.letters else frozenset()
    digits = known.plain & words if words >= known.plain - known.rare else frozenset()
    core = letters | digits
    if not core:
        return listed + short
    spelling = known.counting | (letters and known.spelling)
    often = _said_most(core, known.rare, listed) * (1 if letters else DIGIT_PAIRS)
    return tuple(sorted(words)) + often + _without(spelling, listed, words) + short


def _said_most(core: frozenset[str], rare: frozenset[str], listed: Iterable[str]) -> tuple[str, ...]:
    """Return all pairs of plain digits and letters, or each but rare ones by itself where none follows another.

    An "oh" is hardly ever said alone, and a "four" is often heard so.
    """
    said = (phrase.split() for phrase in listed)
    if any(core.issuperset(pair) for words in said for pair in itertools.pairwise(words)):
        return tuple(f"{one} {other}" for one in sorted(core) for other in sorted(core))
    return tuple(sorted(core - rare)) * len(core)


def _without(spelling: frozenset[str], listed: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    """Return the longer phrases without words that numbers or spelling are made of, none where those are not few."""
    if len(words & spelling) > FEW * len(words):
        return ()
    return tuple(phrase for phrase in listed if " " in phrase and spelling.isdisjoint(phrase.split()))
