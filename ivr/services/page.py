"""Write the pages of the docs that are made from the services."""

from collections.abc import Iterable

from ivr.dialog.diagram import diagram
from ivr.dialog.script import Script
from ivr.services.listing import data_table, table
from ivr.services.service import Service

MADE_BY = "After a change run `python -m ivr.services --docs`."


def callflow_page(script: Script) -> str:
    """Return the text of docs/callflow.md."""
    return (
        "# The call flow\n\n"
        "Drawn from the forms in `ivr/callflow` and `ivr/services`: each box is a form with its items in order,\n"
        f"dotted ways are open from everywhere. {MADE_BY}\n\n"
        f"```mermaid\n{diagram(script)}```\n"
    )


def services_page(services: Iterable[Service]) -> str:
    """Return the text of docs/services.md."""
    services = tuple(services)
    return (
        "# The services\n\n"
        f"What callers can ask for, one folder each in `ivr/services`. {MADE_BY}\n\n{table(services)}\n"
        f"## What they keep\n\n{data_table(services)}"
    )
