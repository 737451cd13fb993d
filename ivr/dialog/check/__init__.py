"""Prove, without running it, that a script can be spoken, heard and finished in every language."""

from collections.abc import Iterable

from ivr.dialog.check.inventory import BrokenGrammar, Grammar, Inventory, Problem, Wording
from ivr.dialog.check.links import links
from ivr.dialog.check.offers import offers
from ivr.dialog.check.order import order
from ivr.dialog.check.prompts import alike, prompts
from ivr.dialog.check.values import values
from ivr.dialog.script import Script

__all__ = ["BrokenGrammar", "Grammar", "Inventory", "Problem", "Wording", "check"]


def check(script: Script, inventory: Inventory) -> list[Problem]:
    """Return what is wrong with a script, worst first; an empty list means that nothing is.

    Every form, slot, queue and source named exists and is reachable; every prompt and grammar exists in every language;
    no prompt is left over, or tells less in another language; prompts offer only what the grammars then active take, in
    words and in keys; every slot has a kind, and prompts are given values of the kinds that they say; items stand in an
    order in which each is visited.
    """
    found: Iterable[Problem] = links(script, inventory)
    for language in script.languages:
        found = (*found, *prompts(script, inventory, language), *offers(script, inventory, language))
    found = (*found, *alike(script, inventory), *order(script), *values(script, inventory, script.languages))
    return list(dict.fromkeys(found))
