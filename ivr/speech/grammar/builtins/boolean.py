"""`builtin:boolean?y=1;n=2`: yes or no. The value is true or false."""

import re
from collections.abc import Callable
from typing import Any

from ivr.speech.grammar.builtins.parameters import BadParameter, Parameters
from ivr.speech.grammar.model import Mode

_VOICE = """#ABNF 1.0 UTF-8;
language en;
mode voice;
root $boolean;
tag-format <semantics/1.0-literals>;
public $boolean = $yes {true} | $no {false};
$yes = [oh] (yes | yeah | yep | yup | yah | ya) [$agreed | please | it is | i do | i am | i have | i would]
     | (sure | of course | okay | ok | absolutely | definitely | certainly | indeed | affirmative) [please | thanks]
     | $agreed | please do | go ahead | it is | i do | i think so | all right | sure thing | you bet;
$agreed = [yes] ("that's" | that is | "it's") (right | correct | fine | true | it | good | okay) | correct | right
        | exactly | sounds good;
$no = [oh] (no | nope | nah | negative) [$refused | thanks | thank you | sorry | it is not | "it isn't" | i do not
                                              | "i don't" | i am not | not really | no]
    | $refused | not really | not at all | i do not | "i don't" [think so] | it is not | "it isn't" | absolutely not
    | certainly not | definitely not | of course not | no way | "please don't" | never | not now;
$refused = ("that's" | that is | "it's") (wrong | incorrect | not (right | correct | it | true)) | wrong | incorrect
         | not (right | correct);
"""


def make(parameters: Parameters, mode: Mode) -> tuple[str, Callable[[Any], Any]]:
    """Return the grammar's text and what makes its value a boolean."""
    yes, no = (_key(parameters, name, default) for name, default in (("y", "1"), ("n", "2")))
    if yes == no:
        raise BadParameter(f"y={yes} and n={no} are the same key", "two keys")
    keys = (
        "#ABNF 1.0;\nmode dtmf;\nroot $boolean;\ntag-format <semantics/1.0-literals>;\n"
        f'public $boolean = "{yes}" {{true}} | "{no}" {{false}};\n'
    )
    return (keys if mode == "dtmf" else _VOICE), lambda value: value == "true"


def _key(parameters: Parameters, name: str, default: str) -> str:
    key = parameters.text(name, default)
    if not re.fullmatch(r"[0-9*#]", key):
        raise BadParameter(f"{name}={key} cannot be", "one telephone key")
    return key
