"""Check that services read their own slots, those of the call flow, and of the shared ones those that they declare."""

from collections.abc import Iterable, Iterator

from ivr.callflow.identity import SHARED
from ivr.dialog.check import Problem
from ivr.dialog.check.values import read_by
from ivr.dialog.check.walk import all_moves, items
from ivr.dialog.script import Field, Fill, Propose, Script
from ivr.services.service import Service


def undeclared(script: Script, services: Iterable[Service]) -> Iterator[Problem]:
    """Yield shared slots that a form reads and its service does not say that it uses, and slots of other services."""
    services = tuple(services)
    owners = {slot: service for service in services for slot in service.slots}
    of_form = {form.name: service for service in services for form in service.forms}
    for where, names in read_by(script):
        service = of_form.get(where.partition(".")[0])
        for slot in sorted(names) if service else ():
            owner = owners.get(slot, service)
            if slot in SHARED and service and slot not in service.uses:
                what = f"it reads the shared slot {slot}, which its service does not name"
                yield Problem(where, what, f"Add {slot} to the uses of the service {service.name}.")
            elif owner is not service and owner:
                what = f"it reads the slot {slot} of the service {owner.name}"
                yield Problem(where, what, "Let its own service keep it, or share it (ivr/callflow/identity.py).")


def unfilled(script: Script, services: Iterable[Service]) -> Iterator[Problem]:
    """Yield slots that a service declares and that nothing fills."""
    filled = {item.slot for _, item in items(script)}
    filled |= {move.slot for _, move in all_moves(script) if isinstance(move, Fill | Propose)}
    for _, item in items(script):
        if isinstance(item, Field):
            filled |= {item.keeps, *item.also, *item.amends}
    for service in services:
        for slot in sorted(service.slots.keys() - filled):
            where = service.forms[0].name if service.forms else service.name
            yield Problem(
                where, f"nothing fills the slot {slot}", "Remove it from the slots, or mend the name.", named=slot
            )
