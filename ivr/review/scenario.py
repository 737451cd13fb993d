"""Write a call down as a scenario for the simulator, for developers: what was heard and answered, turn by turn.

What is masked is a variable to be filled in, so that a scenario may be kept; after a reveal its value is there.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from ivr.calls import Turn
from ivr.redaction import MASK, Redactor

CALLER = "+12025550143"
FEWEST_LETTERS = 8
BLANKS = {"keys": "0", "speech": "zero"}
"""What stands for a masked answer until it is filled in."""


def scenario(sid: str, turns: Sequence[Turn], redactor: Redactor, *, revealed: bool) -> str:
    """Return a call as YAML that `python -m ivr.simulator call --scenario` takes."""
    variables: dict[str, str] = {}
    steps = [step for turn in turns for step in _steps(turn, redactor, variables, revealed)]
    known: dict[str, Any] = {"name": f"call {sid}", "from": CALLER, "variables": variables, "steps": [*steps, "hangup"]}
    if not variables:
        del known["variables"]
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=120)


def _steps(turn: Turn, redactor: Redactor, variables: dict[str, str], revealed: bool) -> Iterator[dict[str, Any]]:
    if turn.input not in ("keys", "speech", "silence"):
        return
    if said := _part(turn, redactor):
        yield {"hear": said}
    if turn.input == "silence" or not turn.heard:
        yield {"silence": "6"}
        return
    answer = turn.heard
    if turn.sensitive or redactor.spans(turn.heard):
        name = f"{turn.field or 'answer'}_{turn.number}"
        variables[name] = turn.heard if revealed and not turn.sensitive else BLANKS[turn.input]
        answer = f"${{{name}}}"
    yield {"press" if turn.input == "keys" else "say": answer}


def _part(turn: Turn, redactor: Redactor) -> str:
    """Return the last sentence of a prompt that has nothing masked in it: what the answer is to."""
    prompt = redactor.own.redact(turn.prompt) if turn.prompt_redacted is None else turn.prompt_redacted
    sentences = [each.strip() for each in re.split(r"[.?!。？！]", prompt)]
    whole = [each for each in sentences if len(each) >= FEWEST_LETTERS and MASK not in each]
    return whole[-1] if whole else ""
