"""Write the page of the docs that is made from the services."""

from collections.abc import Sequence

from ivr.dialog.diagram import diagram
from ivr.dialog.script import Script
from ivr.services.listing import data_table, table
from ivr.services.service import Service


def page(script: Script, services: Sequence[Service]) -> str:
    """Return the text of docs/callflow.md."""
    return (
        "# The call flow and its services\n\n"
        "Made from `ivr/callflow` and `ivr/services`; after a change run `python -m ivr.services --docs`.\n"
        "[Adding a service](adding-a-service.md) shows how to write another.\n\n"
        f"## Services\n\n{table(services)}\n"
        f"## What they keep\n\n{data_table(services)}\n"
        "## Call flow\n\n"
        "Each box is a form with its items in order, dotted ways are open from everywhere.\n\n"
        f"```mermaid\n{diagram(script)}```\n"
    )
