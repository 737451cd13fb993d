"""Prove, without running it, that a script can be spoken, heard and finished in every language."""

from collections.abc import Iterable, Iterator

from ivr.dialog.check.inventory import BrokenGrammar, Grammar, Inventory, Problem, Wording
from ivr.dialog.check.links import links
from ivr.dialog.check.offers import offers
from ivr.dialog.check.order import order
from ivr.dialog.check.prompts import alike, prompts
from ivr.dialog.check.values import values
from ivr.dialog.script import Script

__all__ = ["BrokenGrammar", "Grammar", "Inventory", "Problem", "Wording", "check", "in_language", "itself"]


def check(script: Script, inventory: Inventory) -> list[Problem]:
    """Return what is wrong with a script, worst first; an empty list means that nothing is.

    Every form, slot, queue and source named exists and is reachable; every prompt and grammar exists in every language;
    no prompt is left over, or tells less in another language; prompts offer only what the grammars then active take, in
    words and in keys; every slot has a kind, and prompts are given values of the kinds that they say; items stand in an
    order in which each is visited.
    """
    found: Iterable[Problem] = itself(script, inventory)
    for language in script.languages:
        found = (*found, *in_language(script, inventory, language))
    return list(dict.fromkeys(found))


def itself(script: Script, inventory: Inventory) -> Iterator[Problem]:
    """Yield what is wrong with a script whatever is heard, and what its languages don't have alike."""
    yield from links(script, inventory)
    yield from alike(script, inventory)
    yield from order(script)
    yield from values(script, inventory, script.languages)


def in_language(script: Script, inventory: Inventory, language: str) -> Iterator[Problem]:
    """Yield what is wrong with a script in one language."""
    yield from prompts(script, inventory, language)
    yield from offers(script, inventory, language)
