"""Write the grammar of a code with a mask, counting positions, so that its length is exact.

`L` is a letter, `D` a digit, `A` either; `-`, `/` and `.` may be spoken or left out and are not part of the value;
small letters and digits stand for themselves. "Forty seven" fills two positions, "triple four" three: rule `$p0_3`
says all that can be said from the third position of the first mask on, so the grammar knows at every moment what is
still missing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ivr.speech.grammar.builtins.elements import elements
from ivr.speech.grammar.builtins.english import PUNCTUATION
from ivr.speech.grammar.builtins.parameters import BadParameter

LONGEST = 40
_HEADER = "#ABNF 1.0 UTF-8;\nlanguage en;\nmode voice;\nroot {root};\ntag-format <x-ivr/joined>;\n"
_ALLOWED = "LDA-/.0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class _Row:
    """The positions of one mask; chunks may run over its end when more may follow."""

    number: int
    mask: str
    least: int
    more: str
    plain: bool

    def rules(self) -> Iterator[str]:
        for at in range(len(self.mask) + 1):
            yield f"{self._name(at)} = {' | '.join(self._choices(at))};"

    def _name(self, at: int) -> str:
        return f"$p{self.number}_{min(at, len(self.mask))}"

    def _choices(self, at: int) -> Iterator[str]:
        if at == len(self.mask):
            yield f"({self.more})<0->" if self.more else "$NULL"
            return
        if at >= self.least:
            yield "$NULL"
        character, rest = self.mask[at], self._name(at + 1)
        if character in PUNCTUATION:
            yield f"[{' | '.join(PUNCTUATION[character])}] {rest}"
        elif character in "LDA":
            yield from self._open(at)
        else:
            yield f"${'digit' if character.isdigit() else 'letter'}_{character} {rest}"

    def _open(self, at: int) -> Iterator[str]:
        if self.mask[at] in "DA":
            yield f"$digit {self._name(at + 1)}"
        if self.mask[at] in "LA":
            yield f"$letter {self._name(at + 1)}"
        for width in range(2, 1 if self.plain else 5):
            ahead = set(self.mask[at : at + width])
            if at + width > len(self.mask) and not self.more:
                return
            if ahead <= {"D", "A"}:
                yield f"$digits{width} {self._name(at + width)}"
            if width < 4 and ahead <= {"L", "A"}:
                yield f"$letters{width} {self._name(at + width)}"


def check_mask(mask: str) -> str:
    """Return the mask. Raises BadParameter when it has other characters or is too long."""
    if not 0 < len(mask) <= LONGEST or any(character not in _ALLOWED for character in mask):
        raise BadParameter(f"{mask!r} is not a mask", f"1 to {LONGEST} of L D A - / . digits small-letters")
    return mask


def write(
    name: str,
    masks: Sequence[str],
    *,
    least: int | None = None,
    more: str = "",
    plain: bool = False,
    before: str = "",
    after: str = "",
) -> str:
    """Return the ABNF text for codes of one of the masks.

    From position `least` on one may stop, and `more` may follow for ever; `before` and `after` are said around it.
    """
    rows = [_Row(number, mask, len(mask) if least is None else least, more, plain) for number, mask in enumerate(masks)]
    starts = " | ".join(f"$p{row.number}_0" for row in rows)
    rules = [f"public ${name} = {before} ({starts}) {after};", *(rule for row in rows for rule in row.rules())]
    return _HEADER.format(root=f"${name}") + "\n".join(rules) + "\n" + elements(plain=plain)
