"""Check what services say about themselves: names that are there, a summary, and no source that nothing asks."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ivr.callflow.identity import SHARED
from ivr.dialog.check import Problem
from ivr.dialog.check.walk import all_moves, items
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, LookUp, Propose, Script
from ivr.services.service import Service
from ivr.settings import PROJECT


def declared(script: Script, services: Iterable[Service]) -> Iterator[Problem]:
    """Yield what a service forgot to say, or says of what is not there."""
    services = tuple(services)
    for service in services:
        yield from _about_itself(service)
        yield from _left_over(script, service)
        yield from _kept(service)
    yield from _others_slots(script, services)
    yield from _open(script)


def _about_itself(service: Service) -> Iterator[Problem]:
    if not service.summary.strip():
        advice = "Say in a few words what it does; lists and docs show it."
        yield Problem(service.name, "it has no summary", advice, place=_line(service, "summary"))
    for slot in service.uses:
        if slot not in SHARED:
            advice = f"Mend the name: {', '.join(sorted(SHARED))} are shared."
            yield Problem(service.name, f"there is no shared slot {slot} to use", advice, place=_line(service, slot))
    for form in service.forms:
        if not form.then:
            yield Problem(form.name, "the call ends after it", "Name the form that follows in `then`.")
        for item in form.items:
            if isinstance(item, Decision) and item.serves not in ("", service.name):
                what = f"it serves {item.serves}, which is another service's name or none"
                yield Problem(f"{form.name}.{item.slot}", what, f"Write serves={service.name!r}.")


def _left_over(script: Script, service: Service) -> Iterator[Problem]:
    asked = {item.source for _, item in items(script) if isinstance(item, LookUp)}
    for source in sorted(service.sources.keys() - asked):
        advice = "Remove it, or mend the name in its look-up."
        yield Problem(service.name, f"no look-up asks the source {source}", advice, place=_line(service, source))


def _kept(service: Service) -> Iterator[Problem]:
    for keeps in service.keeps:
        there = {each.key for each in keeps.table.__mapper__.column_attrs}
        for column in keeps.columns:
            if column not in there:
                what = f"the table {keeps.name} has no column {column} to keep"
                yield Problem(service.name, what, "Mend the name, or remove it.", place=_line(service, column))


def _others_slots(script: Script, services: tuple[Service, ...]) -> Iterator[Problem]:
    """Yield slots of a service that a form of another one fills or clears."""
    owners = {slot: service for service in services for slot in service.slots}
    of_form = {form.name: service for service in services for form in service.forms}
    for where, move in all_moves(script):
        slots = move.slots if isinstance(move, Clear) else ()
        slots += (move.slot,) if isinstance(move, Fill | Propose) else ()
        service = of_form.get(where.partition(".")[0])
        for slot in slots if service else ():
            if (owner := owners.get(slot, service)) is not service and owner:
                what = f"it changes the slot {slot} of the service {owner.name}"
                yield Problem(where, what, "Lead to its own service, or share the slot (ivr/callflow/identity.py).")


def _open(script: Script) -> Iterator[Problem]:
    """Yield numbers that would stand in logs, acts that nobody can decline, and questions that are never asked."""
    for where, item in items(script):
        if isinstance(item, Field) and item.identifier and not item.sensitive:
            yield Problem(where, "the number would stand in logs", "Write sensitive=True.")
        if isinstance(item, Act) and item.confirm and not item.matters:
            yield Problem(where, "it is confirmed, so it matters", "Take out matters=False.")
        if isinstance(item, Field) and not item.prompts:
            yield Problem(where, "it asks nothing", "Name its prompts.")
        if isinstance(item, Field | Act) and item.misses < 1:
            yield Problem(where, f"it gives up after {item.misses} misses", "Write misses=1, or more.")


def _line(service: Service, name: str) -> str:
    """Return the file and the line where a service names something; the file's first line where it doesn't."""
    shown = Path("ivr/services") / service.name / "__init__.py"
    lines = enumerate((PROJECT / shown).read_text(encoding="utf-8").splitlines(), 1)
    named = re.compile(rf"[\"']{re.escape(name)}[\"']|\b{re.escape(name)}=")
    return f"{shown}, line {next((number for number, line in lines if named.search(line)), 1)}"
