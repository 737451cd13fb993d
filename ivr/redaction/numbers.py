"""Take numbers that may belong to a person out of text: phone numbers, order numbers, IMEIs, factors."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ivr.languages.language import Redaction
from ivr.redaction.nested import mask_all

MASK = "•••"
NUMBER = re.compile(
    r"""(?<![A-Za-z0-9])      # a Twilio SID is no number
    (?: \d{4,}                # a run of digits,
      | \d(?:[ ,]{1,2}\d){2,}             # digits read out one by one,
      | \d(?:[ -]?\d){4,}                 # at least five in groups,
      | \+?\(?\d(?:[ ,().-]{0,2}\d){6,}   # or seven with other signs between them,
      | [A-F][0-9A-F]{13} )               # or an MEID
    (?![A-Za-z0-9])""",
    re.VERBOSE,
)
SPELLED_OUT, IN_NUMBERS = 3, 4
"""How many digits in words are taken out: said one by one or in groups, and said as one number ("two thousand")."""
CORRECTED = 2
"""How many are, one by one, beside such a number."""


class Scrubber:
    """Masks numbers in figures, and in the words of some languages."""

    def __init__(self, spoken: Iterable[Redaction]) -> None:
        self._spoken = tuple(SpokenNumbers(each) for each in spoken)

    def scrub(self, text: str) -> str:
        """Return the text with long and grouped digits, and digits in words, masked."""
        text = NUMBER.sub(MASK, text)
        for spoken in self._spoken:
            text = spoken.mask(text)
        return text

    def scrub_all(self, value: Any) -> Any:
        """Return a value of text, mappings and sequences with every text scrubbed; other values as they are."""
        return mask_all(value, self.scrub)


class SpokenNumbers:
    """Finds the numbers that one language says in words."""

    def __init__(self, redaction: Redaction, fillers: Iterable[str] = ()) -> None:
        """Take the number words of a language, and what speakers put between them while they think or look."""
        words = sorted(redaction.words, key=len, reverse=True)
        word = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in words)
        border = r"\b" if redaction.spaced else ""
        between = "[ ,-]+" if redaction.spaced else "[ ,，、-]*"
        if fillers:
            between = f"(?:{between}(?:{'|'.join(map(re.escape, fillers))})){{0,2}}{between}"
        self._weights = redaction.words
        self._word = re.compile(f"{border}(?:{word}){border}", re.IGNORECASE)
        self._run = re.compile(f"{border}(?:{word})(?:{between}(?:{word}))*{border}", re.IGNORECASE)

    def mask(self, text: str) -> str:
        """Return the text with each number masked that has as many digits as one that belongs to a person."""
        return self._run.sub(lambda run: MASK if self._is_personal(run.group()) else run.group(), text)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where such numbers stand."""
        runs = list(self._run.finditer(text))
        found = [run for run in runs if self._is_personal(run.group())]
        if found:
            found += [run for run in runs if run not in found and self._is_a_part(run.group())]
        return [self._without_links(run.start(), run.group()) for run in found]

    def _without_links(self, start: int, run: str) -> tuple[int, int]:
        """Return where a number stands, without an "and" before or after it."""
        words = [
            word for word in self._word.finditer(run) if self._weights[word.group().lower().replace("-", " ")] != "link"
        ]
        return start + words[0].start(), start + words[-1].end()

    def has_tens(self, run: str) -> bool:
        """Tell whether a run of number words has a ten among them: "eighty four"."""
        return bool({"ten", "score"} & set(self._weights_of(run)))

    def _weights_of(self, run: str) -> list[str]:
        return [self._weights[word.lower().replace("-", " ")] for word in self._word.findall(run)]

    def _is_a_part(self, run: str) -> bool:
        """Tell whether these are two digits of a number that is put right: "seven four, not seven nine"."""
        return self._weights_of(run).count("digit") >= CORRECTED

    def _is_personal(self, run: str) -> bool:
        weights = self._weights_of(run)
        return _count(weights) >= (IN_NUMBERS if "scale" in weights else SPELLED_OUT)


def _count(weights: Sequence[str]) -> int:
    return sum(_digits(weight, before) for before, weight in zip(["link", *weights], weights, strict=False))


def _digits(weight: str, before: str) -> int:
    """Return how many digits a word adds: "seven" is none of its own after "forty"."""
    match weight, before:
        case ("digit", "ten" | "score") | ("pair", "score") | (("link" | "scale"), _):
            return 0
        case "digit", _:
            return 1
        case _:
            return 2


def mask_number(number: str) -> str:
    """Return a caller's number with all but its last two digits masked; words like "anonymous" stay."""
    return f"{MASK} {number[-2:]}" if number[-2:].isdigit() else number
