"""Write the grammar of a code with a mask, counting positions, so that its length is exact.

`L` is a letter, `D` a digit, `A` either; `-`, `/` and `.` may be spoken or left out and are not part of the value;
small letters and digits stand for themselves. "Forty seven" fills two positions, "triple four" three: rule `$p3` says
all that can be said from the third position on, so the grammar knows at every moment what is still missing.
"""

from collections.abc import Iterator

from ivr.speech.grammar.builtins.elements import ELEMENTS
from ivr.speech.grammar.builtins.english import LETTER_NAMES, PUNCTUATION
from ivr.speech.grammar.builtins.parameters import BadParameter

LONGEST = 40
_HEADER = "#ABNF 1.0 UTF-8;\nlanguage en;\nmode voice;\nroot ${name};\ntag-format <x-ivr/joined>;\n"


def check_mask(mask: str) -> str:
    """Return the mask. Raises BadParameter when it has other characters or is too long."""
    allowed = "LDA-/.0123456789abcdefghijklmnopqrstuvwxyz"
    if not 0 < len(mask) <= LONGEST or any(character not in allowed for character in mask):
        raise BadParameter(f"{mask!r} is not a mask", f"1 to {LONGEST} of L D A - / . digits small-letters")
    return mask


def write(name: str, mask: str, *, least: int | None = None, more: str = "", plain: bool = False) -> str:
    """Return the ABNF text of a mask; from position `least` on one may stop; `more` may follow for ever."""
    shortest = len(mask) if least is None else least
    lines = [f"public ${name} = $p0;"]
    for at in range(len(mask) + 1):
        choices = [*_choices(mask, at, plain=plain, overrun=bool(more))]
        if at == len(mask) and more:
            choices.append(f"({more})<0->")
        elif at >= shortest:
            choices.append("$NULL")
        lines.append(f"$p{at} = {' | '.join(choices)};")
    return _HEADER.format(name=name).replace("${", "$") + "\n".join(lines) + "\n" + ELEMENTS


def _choices(mask: str, at: int, *, plain: bool, overrun: bool) -> Iterator[str]:
    if at == len(mask):
        return
    character = mask[at]
    if character in PUNCTUATION:
        yield f"[{' | '.join(PUNCTUATION[character])}] $p{at + 1}"
    elif character in LETTER_NAMES:
        yield f"$letter_{character} $p{at + 1}"
    elif character.isdigit():
        yield f"$digit_{character} $p{at + 1}"
    else:
        yield from _open(mask, at, plain=plain, overrun=overrun)


def _open(mask: str, at: int, *, plain: bool, overrun: bool) -> Iterator[str]:
    if mask[at] in "DA":
        yield f"$digit $p{at + 1}"
    if mask[at] in "LA":
        yield f"$letter $p{at + 1}"
    for width in range(2, 1 if plain else 5):
        ahead, end = mask[at : at + width], min(at + width, len(mask))
        if len(ahead) < width and not overrun:
            return
        if set(ahead) <= {"D", "A"}:
            yield f"$digits{width} $p{end}"
        if width < 4 and set(ahead) <= {"L", "A"}:
            yield f"$letters{width} $p{end}"
