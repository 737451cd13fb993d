"""Write the grammar of a code with a mask, counting positions, so that its length is exact.

`L` is a letter, `D` a digit, `A` either; `-`, `/` and `.` may be spoken or left out and are not part of the value;
small letters and digits stand for themselves. "Forty seven" fills two positions, "triple four" three: rule `$p0_3`
says all that can be said from the third position of the first mask on, so the grammar knows at every moment what is
still missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ivr.speech.grammar.builtins.made import Wanted
from ivr.speech.grammar.builtins.parameters import BadParameter

LONGEST = 40
WIDEST = 6
"""Digits that are said in one go at most: "four hundred seventy two thousand nine hundred sixteen"."""
NEXT_DIGIT = {"p": "$digit", "r": "$digit_0", "h": "/0.1/ $digit", "l": "/0.2/ $digit"}
"""The plain digit after each kind of chunk: after "nine hundred seven" another is unlikely, or 7 was one by itself."""
SWITCH = "/0.2/"
"""Where either may stand, letters follow letters and digits digits more often: an "o" among letters is no zero."""
_HEADER = "#ABNF 1.0 UTF-8;\nlanguage {language};\nmode voice;\nroot {root};\ntag-format <x-ivr/joined>;\n"
_ALLOWED = "LDA-/.0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class _Row:
    """The positions of one mask; `endless` goes on for ever at its end, where chunks may then run over.

    `chunks` are the rules of the language's elements, such as `digits2`: it may say several digits in one go.
    """

    number: int
    mask: str
    least: int
    endless: bool
    plain: bool
    punctuation: Mapping[str, tuple[str, ...]]
    chunks: frozenset[str]

    def rules(self) -> Iterator[str]:
        """Yield the rules `$p` of all positions; `$r` follow a round "forty", `$h` "hundred four", `$l` a letter."""
        for at in range(len(self.mask) + 1):
            for name in ("p", "r", "h", "l") if "A" in self.mask else ("p", "r", "h"):
                yield f"{self._name(at, name)} = {' | '.join(self._choices(at, name))};"

    def _name(self, at: int, name: str = "p") -> str:
        return f"${name}{self.number}_{min(at, len(self.mask))}"

    def _choices(self, at: int, name: str) -> Iterator[str]:
        if at >= self.least:
            yield "$NULL"
        if at == len(self.mask) and not self.endless:
            return
        character, rest = self.mask[at : at + 1] or "D", self._name(at + 1)
        if character in self.punctuation:
            yield f"[{' | '.join(self.punctuation[character])}] {rest}"
        elif character in "LDA":
            yield from self._open(at, character, name)
        else:
            yield f"${'digit' if character.isdigit() else 'letter'}_{character} {rest}"

    def _open(self, at: int, character: str, name: str) -> Iterator[str]:
        if character in "DA":
            yield f"{NEXT_DIGIT[name]} {self._name(at + 1)}"
        if character in "LA":
            yield from self._letters(at, 1, name)
        for width in range(2, 1 if self.plain else WIDEST + 1):
            if at + width <= len(self.mask) or self.endless:
                yield from self._chunks(at, width, name)

    def _chunks(self, at: int, width: int, name: str) -> Iterator[str]:
        ahead, end = set(self.mask[at : at + width]), at + width
        if ahead <= {"D", "A"}:
            whole = f"{'free' if name == 'r' else 'digits'}{width}"
            if whole in self.chunks:
                yield f"{SWITCH if name == 'l' else ''} ${whole} {self._name(end)}"
            if f"round{width}" in self.chunks and (name != "r" or width == 2):
                yield f"{'/0.1/' if name == 'l' else '/0.5/'} $round{width} {self._name(end, 'r')}"
            if f"loose{width}" in self.chunks and name != "r":
                yield f"{SWITCH if name == 'l' else ''} $loose{width} {self._name(end, 'h')}"
        if ahead and ahead <= {"L", "A"}:
            yield from self._letters(at, width, name)

    def _letters(self, at: int, width: int, name: str) -> Iterator[str]:
        """Yield what may be said for so many letters; where digits may stand as well, an "oh" may be one, too."""
        end = at + width
        either = "A" in self.mask[at:end]
        switch = SWITCH if either and at and name != "l" else ""
        for rule in ("letter", "letter_like_digit")[: 1 + either] if width == 1 else (f"letters{width}",):
            if rule in self.chunks:
                yield f"{switch} ${rule} {self._name(end, 'l' if 'A' in self.mask else 'p')}"


def check_mask(mask: str) -> str:
    """Return the mask. Raises BadParameter when it has other characters or is too long."""
    if not 0 < len(mask) <= LONGEST or any(character not in _ALLOWED for character in mask):
        raise BadParameter(f"{mask!r} is not a mask", f"1 to {LONGEST} of L D A - / . digits small-letters")
    return mask


def write(
    wanted: Wanted,
    masks: Sequence[str],
    *,
    least: int | None = None,
    endless: bool = False,
    plain: bool = False,
) -> str:
    """Return the ABNF text for codes of one of the masks, with what is said around them in the wanted language.

    From position `least` on one may stop, `endless` ones go on for ever.
    """
    name, words = wanted.name, wanted.language.builtins
    before, after = words.around.get(name, ("", ""))
    elements = words.elements(plain)
    chunks = frozenset(re.findall(r"^\$(\w+) =", elements, re.MULTILINE))
    rows = [
        _Row(number, mask, len(mask) if least is None else least, endless, plain, words.punctuation, chunks)
        for number, mask in enumerate(masks)
    ]
    starts = " | ".join(f"$p{row.number}_0" for row in rows)
    rules = [f"public ${name} = {before} ({starts}) {after};", *(rule for row in rows for rule in row.rules())]
    header = _HEADER.format(root=f"${name}", language=wanted.language.code)
    return header + "\n".join(rules) + "\n" + elements
