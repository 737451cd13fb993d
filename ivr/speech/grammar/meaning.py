"""Turn a match into its meaning: W3C Semantic Interpretation (SISR) 1.0, literals and scripts."""

from dataclasses import dataclass
from typing import Any

from ivr.speech.grammar.chart import Match
from ivr.speech.grammar.nodes import Mark
from ivr.speech.grammar.script import SCRIPT, run

LITERALS = ("", "semantics/1.0-literals")
JOINED = "x-ivr/joined"


@dataclass(frozen=True)
class Meaning:
    """What was meant: a JSON value, by which grammar and rule, and how sure the grammar itself is.

    `weight` is the share among all meanings of the same words: 1.0 says that there is no other.
    """

    value: Any
    grammar: str
    rule: str
    weight: float
    text: str


def value_of(match: Match, words: tuple[str, ...]) -> Any:
    """Return the value of a matched rule. Raises NoValue when the rule cannot have one."""
    value = run(match, words, value_of) if match.rule.tag_format == SCRIPT else _plain(match, words)
    return match.rule.finish(value) if match.rule.finish else value


def _plain(match: Match, words: tuple[str, ...]) -> Any:
    if match.rule.tag_format == JOINED:
        return _joined(match, words)
    marks = [part.text.strip() for part in match.parts if isinstance(part, Mark)]
    if marks and match.rule.tag_format in LITERALS:
        return marks[-1]
    return default_value(match, words)


def default_value(match: Match, words: tuple[str, ...]) -> Any:
    """Return what a rule without tags means: its last rule's value, or the words themselves."""
    inner = [part for part in match.parts if isinstance(part, Match)]
    return value_of(inner[-1], words) if inner else " ".join(words[match.start : match.end])


def _joined(match: Match, words: tuple[str, ...]) -> str:
    return "".join(part.text if isinstance(part, Mark) else value_of(part, words) for part in match.parts)
