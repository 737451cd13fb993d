"""Check by their text that services import no other one, and that what decides in them is pure."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from ivr.dialog.check import Problem
from ivr.services.service import Service

IMPURE = {"os", "io", "sys", "time", "random", "secrets", "uuid"}
IMPURE |= {"socket", "subprocess", "threading", "asyncio", "logging"}
IMPURE |= {"flask", "numpy", "pydantic_settings", "requests", "sqlalchemy", "structlog", "twilio", "vosk"}
"""Modules that a form has no use for: what it decides depends on its slots alone."""
CLOCKS = {"now", "today", "utcnow"}


def own_code(services: Iterable[Service], project: Path) -> Iterator[Problem]:
    """Yield imports of other services, and forms that read a clock, throw dice or reach outside."""
    services = tuple(services)
    names = {service.name for service in services}
    for name in sorted(names):
        folder = project / "ivr" / "services" / name
        for file in sorted(folder.rglob("*.py")):
            shown = str(file.relative_to(project))
            is_form = "forms" in (file.stem, *file.relative_to(folder).parts)
            for line, kind, what in _remarkable(file):
                place = f"{shown}, line {line}"
                if kind == "import" and (other := _service(what, names)) not in ("", name):
                    advice = "What both need belongs into ivr/callflow, or beside the services."
                    yield Problem(name, f"it imports the service {other}", advice, place=place)
                elif is_form and kind == "import" and what.partition(".")[0] in IMPURE:
                    advice = "Let a source or a command do that; forms are pure."
                    yield Problem(name, f"a form imports {what}", advice, place=place)
                elif is_form and kind == "call":
                    advice = "Let a source answer with it; forms are pure, so that a turn can be taken twice."
                    yield Problem(name, f"a form reads the clock by {what}()", advice, place=place)


def _service(module: str, names: set[str]) -> str:
    """Return the service that a module belongs to, or nothing."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["ivr", "services"] and len(parts) > 2 and parts[2] in names else ""


def _remarkable(file: Path) -> list[tuple[int, str, str]]:
    """Return the imports of a file and its calls of clocks: line, "import" or "call", and the name."""
    found: list[tuple[int, str, str]] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                found += [(node.lineno, "import", each.name) for each in names]
            case ast.ImportFrom(module=str(module), names=names, level=0):
                found += [(node.lineno, "import", f"{module}.{each.name}") for each in names]
            case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCKS:
                found.append((node.lineno, "call", name))
    return found
