"""Check that forms, slots, queues and sources named exist, and that every form is reachable."""

from collections.abc import Iterator

from ivr.dialog.check.inventory import Inventory, Problem
from ivr.dialog.check.walk import all_moves, items, read_backs, targets
from ivr.dialog.instructions import Transfer
from ivr.dialog.script import Act, Clear, Field, Fill, LookUp, Propose, Script, Send

FILL_IT = "Add an item or a Fill for it, or mend the name."
BY_THE_CALL = {"caller", "language", "queue_result", "region", "served", "answer"}
"""Slots that are filled by no item."""


def links(script: Script, inventory: Inventory) -> Iterator[Problem]:
    """Yield what is named but not there, and what is there but never reached."""
    yield from _forms(script)
    yield from _slots(script)
    yield from _places_outside(script, inventory)


def entries(script: Script) -> set[str]:
    """Return the forms that are entered from anywhere."""
    begun = {script.first, script.crowded, script.outbound}
    return (begun | {script.agent, script.goodbye, script.menu, script.after_queue}) - {""}


def _forms(script: Script) -> Iterator[Problem]:
    for name in entries(script) - script.forms.keys():
        yield Problem("script", f"there is no form {name}", "Write it, or mend the name.")
    for form in script.forms.values():
        for name in targets(form) - script.forms.keys():
            yield Problem(form.name, f"there is no form {name} to go to", "Write it, or mend the name.")
        if not form.items:
            yield Problem(form.name, "it has no items", "Add one, or remove the form.")
    for name in script.forms.keys() - _reachable(script):
        yield Problem(name, "no way leads to this form", "Add a topic or a Goto that does, or remove it.")


def _reachable(script: Script) -> set[str]:
    seen: set[str] = set()
    ahead = entries(script)
    while ahead:
        seen |= ahead
        ahead = {name for form in ahead if form in script.forms for name in targets(script.forms[form])} - seen
    return seen


def _slots(script: Script) -> Iterator[Problem]:
    fields = {item.slot: item for _, item in items(script) if isinstance(item, Field)}
    filled = {item.slot for _, item in items(script)} | BY_THE_CALL
    filled |= {field.keeps for field in fields.values() if field.keeps}
    filled |= {move.slot for _, move in all_moves(script) if isinstance(move, Fill)}
    for where, item in items(script):
        needed = item.using if isinstance(item, LookUp | Act) else item.also if isinstance(item, Field) else ()
        yield from (Problem(where, f"nothing fills the slot {slot}", FILL_IT) for slot in needed if slot not in filled)
    for where, move in all_moves(script):
        if isinstance(move, Send):
            unknown = [slot for slot in move.using if slot not in filled]
            yield from (Problem(where, f"nothing fills the slot {slot}", FILL_IT) for slot in unknown)
        if isinstance(move, Clear):
            yield from (
                Problem(where, f"there is no slot {slot} to clear", FILL_IT)
                for slot in move.slots
                if slot not in filled
            )
        if isinstance(move, Propose) and not (move.slot in fields and read_backs(fields[move.slot])):
            yield Problem(where, f"no field reads back {move.slot}", "Give its field a read_back.")


def _places_outside(script: Script, inventory: Inventory) -> Iterator[Problem]:
    if script.queue not in inventory.queues:
        yield Problem("script", f"there is no queue {script.queue}", "Mend the name.")
    for where, move in all_moves(script):
        if isinstance(move, Transfer) and move.queue not in inventory.queues:
            yield Problem(where, f"there is no queue {move.queue}", "Mend the name.")
        if isinstance(move, Send) and move.command not in inventory.commands:
            yield Problem(where, f"nobody does the command {move.command}", "Add it to the commands of the service.")
    for where, item in items(script):
        if isinstance(item, LookUp) and item.source not in inventory.sources:
            yield Problem(
                where, f"there is no source {item.source}", "Add it to the sources of the service, or mend the name."
            )
        if isinstance(item, Act):
            yield from _act(where, item, inventory)


def _act(where: str, act: Act, inventory: Inventory) -> Iterator[Problem]:
    if act.command not in inventory.commands:
        yield Problem(where, f"nobody does the command {act.command}", "Add it to the commands of the service.")
    if act.matters and not act.confirm:
        yield Problem(where, "it matters, so state how it is confirmed", "Write confirm='key', or confirm='twice'.")
    if act.confirm and not act.ask:
        yield Problem(where, "it is to be confirmed, so name the prompt that asks", "Write ask=...")
