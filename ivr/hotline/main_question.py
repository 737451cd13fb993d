"""Name the grammars that are active at the main question, and at every question."""

from ivr.dialog.listening import listen
from ivr.dialog.script import Field
from ivr.dialog.state import CallState
from ivr.intents.reader import TopicReader
from ivr.services import HOTLINE

GRAMMARS = tuple(
    grammar
    for item in HOTLINE.forms[HOTLINE.menu].items[:1]
    if isinstance(item, Field)
    for grammar in (*item.grammars, *HOTLINE.universals)
)
"""The main question's own, those of services with their own, the universals."""
MET_FIRST = (HOTLINE.menu, "repair")
"""Forms that most calls go through."""


def questions() -> tuple[tuple[str, ...], ...]:
    """Return the grammars that are active together at each question, those first that most callers meet."""
    forms = sorted(HOTLINE.forms.values(), key=lambda form: form.name not in MET_FIRST)
    fields = [item for form in forms for item in form.items if isinstance(item, Field)]
    asked = [listen(HOTLINE, CallState(), field).grammars for field in fields]
    confirmed = [listen(HOTLINE, CallState(confirming=True), field).grammars for field in fields]
    return tuple(dict.fromkeys((*asked, *confirmed)))


def open_questions() -> frozenset[str]:
    """Return the fields whose answers the model of topics reads."""
    items = [item for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Field)]
    return frozenset(item.slot for item in items if TopicReader.questions.intersection(item.grammars))
