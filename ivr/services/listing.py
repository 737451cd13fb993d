"""List what is known of the services, as JSON, as text and as tables."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ivr.services.service import Keeps, Service
from ivr.settings import PROJECT

LISTED = ("languages", "topics", "forms", "sources", "importers")


def as_json(service: Service, audio: Path = PROJECT / "audio") -> dict[str, Any]:
    """Return what others may want to know of a service."""
    return {
        "name": service.name,
        "summary": service.summary,
        "languages": languages(service, audio),
        "topics": [topic.name for topic in service.topics],
        "forms": [form.name for form in service.forms],
        "sources": [*service.sources],
        "importers": [importer.name for importer in service.importers],
        "keeps": [_kept(keeps) for keeps in service.keeps],
    }


def languages(service: Service, audio: Path = PROJECT / "audio") -> list[str]:
    """Return the languages that a service has words for."""
    return sorted(path.parent.name for path in audio.glob(f"*/{service.name}.yaml"))


def as_text(services: Iterable[Service]) -> str:
    """Return the list for people: one service a paragraph."""
    return "\n\n".join(_paragraph(as_json(service)) for service in services)


def table(services: Iterable[Service]) -> str:
    """Return the table of the services for the docs."""
    head = ("service", "tells or does", "forms", "sources", "imports", "languages")
    return _table(head, map(_row, services))


def data_table(services: Iterable[Service]) -> str:
    """Return the table of what is kept, whose it is, of what class, and how long."""
    head = ("service", "table", "columns", "class", "whose", "kept")
    rows = (
        (f"`{service.name}`", f"`{keeps.name}`", ", ".join(keeps.columns), keeps.data, keeps.whose, keeps.how_long)
        for service in services
        for keeps in service.keeps
    )
    return _table(head, rows)


def _row(service: Service) -> tuple[str, ...]:
    listed = as_json(service)
    imports = [f"import-{name}" for name in listed["importers"]]
    codes = (_codes(names) for names in (listed["forms"], listed["sources"], imports))
    return (f"`{service.name}`", service.summary, *codes, ", ".join(listed["languages"]))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _kept(keeps: Keeps) -> dict[str, Any]:
    return {
        "table": keeps.name,
        "columns": [*keeps.columns],
        "class": keeps.data,
        "whose": keeps.whose,
        "how_long": keeps.how_long,
    }


def _paragraph(listed: dict[str, Any]) -> str:
    lists = {name: listed[name] for name in LISTED} | {
        "keeps": dict.fromkeys(kept["table"] for kept in listed["keeps"])
    }
    lines = [f"  {name:10} {', '.join(names) or '-'}" for name, names in lists.items()]
    return "\n".join([f"{listed['name']}: {listed['summary']}", *lines])
