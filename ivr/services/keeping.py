"""Check that services say of each column of their tables what it holds, and that a migration makes it."""

import re
from collections.abc import Iterable, Iterator
from inspect import getsourcelines
from pathlib import Path
from typing import Any

from ivr.dialog.check import Problem
from ivr.services.service import Service
from ivr.storage import Base


def unkept(services: Iterable[Service]) -> Iterator[Problem]:
    """Yield columns of the services' tables that no `Keeps` names; keys that only number rows are left out."""
    declared = {(keeps.table, column) for service in services for keeps in service.keeps for column in keeps.columns}
    for table, names in _tables():
        missing = [name for name in names if name != "id" and (table, name) not in declared]
        if missing:
            what = f"no Keeps says what the table {table.__tablename__} holds in {', '.join(missing)}"
            advice = "Add it to the keeps of the service: class of the data, and whose."
            yield Problem(table.__tablename__, what, advice, place=_place(table))


def unmigrated(project: Path) -> Iterator[Problem]:
    """Yield tables, and columns of them, that no migration names; a test compares them wholly (tests/storage)."""
    versions = (project / "ivr" / "storage" / "migrations" / "versions").glob("*.py")
    written = [file.read_text(encoding="utf-8") for file in versions]
    for table, names in _tables():
        name = rf"[\"']{table.__tablename__}[\"']"
        is_made = any(re.search(rf"_table\(\s*{name}", text) for text in written)
        texts = [text for text in written if is_made and re.search(name, text)]
        about = {word for text in texts for word in re.findall(r"[\"'](\w+)[\"']", text)}
        missing = [name for name in names if name not in about]
        if missing:
            what = f"no migration makes {', '.join(missing)} of the table {table.__tablename__}"
            advice = "Run `flask --app app write-migration` (docs/adding-a-service.md), and read it over."
            yield Problem(table.__tablename__, what, advice, place=_place(table))


def _tables() -> Iterator[tuple[Any, list[str]]]:
    """Yield the tables of services, each with the names of its columns."""
    for mapper in Base.registry.mappers:
        if mapper.class_.__module__.startswith("ivr.services."):
            yield mapper.class_, [each.key for each in mapper.column_attrs]


def _place(table: Any) -> str:
    return f"{table.__module__.replace('.', '/')}.py, line {getsourcelines(table)[1]}"
