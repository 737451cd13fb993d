"""Check that services say of each column of their tables what it holds, how long it is kept, and whose it is."""

from collections.abc import Iterable, Iterator
from inspect import getsourcelines

from ivr.dialog.check import Problem
from ivr.services.service import Service
from ivr.storage import Base


def unkept(services: Iterable[Service]) -> Iterator[Problem]:
    """Yield columns of the services' tables that no `Keeps` names; keys that only number rows are left out."""
    declared = {(keeps.table, column) for service in services for keeps in service.keeps for column in keeps.columns}
    for mapper in Base.registry.mappers:
        table = mapper.class_
        package = table.__module__.split(".")
        if package[:2] != ["ivr", "services"]:
            continue
        names = [each.key for each in mapper.column_attrs]
        missing = [name for name in names if name != "id" and (table, name) not in declared]
        if missing:
            what = f"no Keeps says what the table {table.__tablename__} holds in {', '.join(missing)}"
            advice = "Add it to the keeps of the service: class of the data, and whose."
            yield Problem(package[2], what, advice, place=f"{'/'.join(package)}.py, line {getsourcelines(table)[1]}")
