"""`builtin:boolean?y=1;n=2`: yes or no. The value is true or false."""

import re

from ivr.speech.grammar.builtins.made import Builtin, Wanted, keys, written
from ivr.speech.grammar.builtins.parameters import BadParameter, Parameters


def make(wanted: Wanted) -> Builtin:
    """Return the grammar; the keys of yes and no are the parameters `y` and `n`."""
    yes, no = (_key(wanted.parameters, name, default) for name, default in (("y", "1"), ("n", "2")))
    if yes == no:
        raise BadParameter(f"y={yes} and n={no} are the same key", "two keys")
    pressed = keys("boolean", f'"{yes}" {{true}} | "{no}" {{false}}')
    return Builtin(pressed if wanted.mode == "dtmf" else written(wanted), _is_true)


def _is_true(value: str) -> bool:
    return value == "true"


def _key(parameters: Parameters, name: str, default: str) -> str:
    key = parameters.text(name, default)
    if not re.fullmatch(r"[0-9*#]", key):
        raise BadParameter(f"{name}={key} cannot be", "one telephone key")
    return key
