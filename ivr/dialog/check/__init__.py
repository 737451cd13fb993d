"""Prove, without running it, that a script can be spoken, heard and finished in every language."""

from collections.abc import Iterator

from ivr.dialog.check.inventory import BrokenGrammar, Grammar, Inventory, Problem, Wording
from ivr.dialog.check.links import links
from ivr.dialog.check.offers import offers
from ivr.dialog.check.order import order
from ivr.dialog.check.prompts import alike, prompts
from ivr.dialog.check.values import values
from ivr.dialog.script import Script

__all__ = ["BrokenGrammar", "Grammar", "Inventory", "Problem", "Wording", "in_language", "itself"]


def itself(script: Script, inventory: Inventory) -> Iterator[Problem]:
    """Yield what is wrong with a script whatever is heard, and what its languages don't have alike.

    Every form, slot, queue and source named exists and is reachable; no prompt tells less in another language; every
    slot has a kind, and prompts are given values of the kinds that they say; items stand in an order in which each is
    visited.
    """
    yield from links(script, inventory)
    yield from alike(script, inventory)
    yield from order(script)
    yield from values(script, inventory, script.languages)


def in_language(script: Script, inventory: Inventory, language: str) -> Iterator[Problem]:
    """Yield what is wrong with a script in one language.

    Every prompt and grammar exists; no prompt is left over; prompts offer only what the grammars then active take, in
    words and in keys.
    """
    yield from prompts(script, inventory, language)
    yield from offers(script, inventory, language)
