"""Name the grammars that are active at the main question: its own, those of services with their own, the universals."""

from ivr.dialog.script import Field
from ivr.services import HOTLINE

GRAMMARS = tuple(
    grammar
    for item in HOTLINE.forms[HOTLINE.menu].items[:1]
    if isinstance(item, Field)
    for grammar in (*item.grammars, *HOTLINE.universals)
)
