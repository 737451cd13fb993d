"""Find the services: every folder in `ivr/services` is one."""

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from ivr.callflow import FRAME
from ivr.callflow.identity import SHARED
from ivr.callflow.topics import FIRST_KEYS, MORE_KEYS
from ivr.services.service import Service
from ivr.services.well_formed import Misfit, misfits

KEYS = (*FIRST_KEYS, *MORE_KEYS)


class BadService(Exception):
    """Say in one sentence what is wrong with a service, and what to do."""


def discover(folder: Path, package: str) -> tuple[Service, ...]:
    """Return the services in a folder in order of their names.

    Raises:
        BadService: a folder holds no service, or its name is missing, another's or not its folder's.
    """
    found = sorted(each for each in folder.iterdir() if each.is_dir() and each.name[0] not in "._")
    services = tuple(_service(each, f"{package}.{each.name}") for each in found)
    for what, names in _names(services):
        _refuse_doubles(what, names)
    for service in services:
        for topic in service.topics:
            if topic.key and (topic.key not in KEYS or not topic.menu):
                told = f"the topic {topic.name!r} has the key {topic.key!r}"
                advice = f"give it one of {', '.join(KEYS)} with a menu, or none"
                raise BadService(f"{_shown(folder / service.name)}/__init__.py: {told}; {advice}")
        if own := service.slots.keys() & {*FRAME, *SHARED}:
            raise BadService(f"the slot {min(own)!r} of the service {service.name} is the call flow's own: rename it")
    return services


def _service(folder: Path, module: str) -> Service:
    shown = _shown(folder)
    if not (folder / "__init__.py").is_file():
        raise BadService(f"{shown} has no __init__.py: write one that exports SERVICE, or remove the folder")
    try:
        service = getattr(import_module(module), "SERVICE", None)
    except Exception as error:
        told = f"can't be imported: {type(error).__name__}: {error}; mend it there"
        raise BadService(f"{_place(error, folder) or shown} {told}") from error
    if not isinstance(service, Service):
        raise BadService(f"{shown}/__init__.py exports no SERVICE: add one, or remove the folder")
    if service.name != folder.name:
        named = f"named {service.name!r}" if service.name else "without a name"
        raise BadService(f"{shown}/__init__.py: the service is {named}; give it its folder's name, {folder.name!r}")
    for misfit in misfits(service):
        raise BadService(f"{_written(misfit, folder)}: {misfit.what}; mend it there")
    return service


def _written(misfit: Misfit, folder: Path) -> str:
    """Return the file and the line where what has a wrong type is written."""
    for file in sorted(folder.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if found := misfit.written.search(text):
            return f"{_shown(folder)}/{file.relative_to(folder)}, line {text.count(chr(10), 0, found.start()) + 1}"
    return f"{_shown(folder)}/__init__.py, line 1"


def _shown(folder: Path) -> str:
    return "/".join(folder.parts[-3:])


def _place(error: Exception, folder: Path) -> str:
    """Return the file of the service and the line where an import broke; nothing where it broke elsewhere."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        frames.append((error.filename or "", error.lineno))
    own = [(Path(file), line) for file, line in frames if Path(file).is_relative_to(folder)]
    return f"{'/'.join(own[-1][0].parts[-4:])}, line {own[-1][1]}:" if own else ""


def _names(services: Sequence[Service]) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    yield "form", ((form.name, each.name) for each in services for form in each.forms)
    yield "topic", ((topic.name, each.name) for each in services for topic in each.topics)
    yield "key of the menu", ((topic.key, each.name) for each in services for topic in each.topics if topic.key)
    yield "slot", ((slot, each.name) for each in services for slot in each.slots)
    yield "source", ((source, each.name) for each in services for source in each.sources)
    yield "command", ((command, each.name) for each in services for command in {*each.commands, *each.writes})
    yield "importer", ((importer.name, each.name) for each in services for importer in each.importers)


def _refuse_doubles(what: str, named: Iterable[tuple[str, str]]) -> None:
    pairs = list(named)
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1:
            owners = " and ".join(service for other, service in pairs if other == name)
            raise BadService(f"the {what} {name!r} is named twice in the services {owners}: rename one of them")
