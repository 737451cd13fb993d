"""Grammars: what callers may say or press, and what it means (W3C SRGS 1.0 and SISR 1.0)."""

from ivr.speech.grammar.errors import GrammarError, Place
from ivr.speech.grammar.grammar import Continuation, Grammar, union
from ivr.speech.grammar.identifiers import Candidate, best_identifier, fits, merge
from ivr.speech.grammar.load import check, load, parse
from ivr.speech.grammar.meaning import Meaning

__all__ = [
    "Candidate",
    "Continuation",
    "Grammar",
    "GrammarError",
    "Meaning",
    "Place",
    "best_identifier",
    "check",
    "fits",
    "load",
    "merge",
    "parse",
    "union",
]
