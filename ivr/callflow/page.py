"""Write the documentation page with the drawing of the call flow."""

from ivr.callflow import HOTLINE
from ivr.dialog.diagram import diagram


def page() -> str:
    """Return the text of docs/callflow.md."""
    return (
        "# The call flow\n\n"
        "Drawn from the forms in `ivr/callflow` and `ivr/services`: each box is a form with its items in order,\n"
        "dotted ways are open from everywhere. After a change run\n"
        "`python -m ivr.callflow diagram > docs/callflow.md`.\n\n"
        f"```mermaid\n{diagram(HOTLINE)}```\n"
    )
