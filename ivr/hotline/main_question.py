"""Name the grammars that are active at the main question: its own, those of services with their own, the universals."""

from ivr.dialog.script import Field
from ivr.intents.reader import TopicReader
from ivr.services import HOTLINE

GRAMMARS = tuple(
    grammar
    for item in HOTLINE.forms[HOTLINE.menu].items[:1]
    if isinstance(item, Field)
    for grammar in (*item.grammars, *HOTLINE.universals)
)


def open_questions() -> frozenset[str]:
    """Return the fields whose answers the model of topics reads."""
    items = [item for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Field)]
    return frozenset(item.slot for item in items if TopicReader.questions.intersection(item.grammars))
