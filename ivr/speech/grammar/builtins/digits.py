"""`builtin:digits?minlength=4;maxlength=8;length=6;plain=true`: the value is a string of digits."""

from ivr.speech.grammar.builtins.mask import LONGEST, write
from ivr.speech.grammar.builtins.parameters import BadParameter, Parameters
from ivr.speech.grammar.model import Mode

_CHUNKS = "$digit | $digits2 | $digits3 | $digits4"


def make(parameters: Parameters, mode: Mode) -> tuple[str, None]:
    """Return the grammar's text; `plain` leaves out "forty seven", "double four" and the like."""
    least, most = _lengths(parameters)
    plain = parameters.flag("plain", default=False)
    if mode == "dtmf":
        return keys("digits", least, most), None
    if most is None:
        return write("digits", "D" * least, more="$digit" if plain else _CHUNKS, plain=plain), None
    return write("digits", "D" * most, least=least, plain=plain), None


def _lengths(parameters: Parameters) -> tuple[int, int | None]:
    length = parameters.number("length", None, at_most=LONGEST)
    least = parameters.number("minlength", 1, at_most=LONGEST) or 0
    most = parameters.number("maxlength", None, at_most=LONGEST)
    if length is not None:
        least, most = length, length
    if most is not None and (most < max(least, 1)):
        raise BadParameter(f"No digits are {least} to {most} long", "minlength not above maxlength")
    return max(least, 1), most


def keys(name: str, least: int, most: int | None) -> str:
    """Return the grammar of `least` to `most` digit keys."""
    any_key = " | ".join(f"{digit} {{{digit}}}" for digit in "0123456789")
    return (
        f"#ABNF 1.0;\nmode dtmf;\nroot ${name};\ntag-format <x-ivr/joined>;\n"
        f"public ${name} = $key<{least}-{'' if most is None else most}>;\n$key = {any_key};\n"
    )
