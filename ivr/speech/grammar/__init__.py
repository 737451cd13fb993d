"""Grammars: what callers may say or press, and what it means (W3C SRGS 1.0 and SISR 1.0)."""

from ivr.speech.grammar.errors import AbsentGrammar, GrammarError, Place
from ivr.speech.grammar.grammar import Continuation, Grammar, union
from ivr.speech.grammar.load import check, load, parse
from ivr.speech.grammar.meaning import Meaning

__all__ = [
    "AbsentGrammar",
    "Continuation",
    "Grammar",
    "GrammarError",
    "Meaning",
    "Place",
    "check",
    "load",
    "parse",
    "union",
]
