"""`builtin:digits?minlength=4;maxlength=8;length=6;plain=true`: the value is a string of digits."""

from ivr.speech.grammar.builtins.made import Builtin, Wanted, keys
from ivr.speech.grammar.builtins.mask import LONGEST, write
from ivr.speech.grammar.builtins.parameters import BadParameter, Parameters


def make(wanted: Wanted) -> Builtin:
    """Return the grammar; `plain` leaves out "forty seven", "double four" and the like."""
    least, most = lengths(wanted.parameters)
    plain = wanted.parameters.flag("plain", default=False)
    if wanted.mode == "dtmf":
        return Builtin(keys("digits", f"$key<{least}-{'' if most is None else most}>"))
    if most is None:
        return Builtin(write(wanted, ["D" * least], endless=True, plain=plain))
    return Builtin(write(wanted, ["D" * most], least=least, plain=plain))


def lengths(parameters: Parameters, least: int = 1, most: int | None = None) -> tuple[int, int | None]:
    """Return the shortest and the longest length that the parameters ask for."""
    length = parameters.number("length", None, at_most=LONGEST)
    shortest = parameters.number("minlength", least, at_most=LONGEST) or 1
    longest = parameters.number("maxlength", most, at_most=LONGEST)
    if length:
        shortest = longest = length
    if longest is not None and longest < shortest:
        raise BadParameter(f"Nothing is {shortest} to {longest} long", "minlength not above maxlength")
    return shortest, longest
