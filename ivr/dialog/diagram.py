"""Draw a script as a Mermaid flow chart: forms as boxes, their items in order, and the ways between them."""

from collections.abc import Iterator

from ivr.dialog.check.links import entries
from ivr.dialog.check.walk import moves, targets
from ivr.dialog.instructions import Hangup, Transfer
from ivr.dialog.script import Act, Decision, Field, Form, Goto, Item, LookUp, Script


def diagram(script: Script) -> str:
    """Return the chart's text; the same script always gives the same."""
    drawn = [line for form in script.forms.values() for line in _form(form)]
    ways = [line for form in script.forms.values() for line in _ways(form)]
    others = entries(script) - {script.first, script.after_queue, script.crowded}
    anywhere = [f"    anywhere -.-> {name}" for name in sorted(others)]
    begin = [f"    call((call)) --> {script.first}", f"    queue -.-> {script.after_queue}"]
    begin += [f"    call -.-> {script.crowded}"] if script.crowded else []
    return "\n".join(["flowchart TD", *begin, *drawn, *ways, "    anywhere([agent, cancel, goodbye])", *anywhere, ""])


def _form(form: Form) -> Iterator[str]:
    described = "<br/>".join(dict.fromkeys(_item(item) for item in form.items))
    yield f'    {form.name}["<b>{form.name}</b><br/>{described}"]'


def _item(item: Item) -> str:
    match item:
        case Field(slot=slot):
            return f"ask {slot}"
        case LookUp(slot=slot, source=source):
            return f"look up {slot} in {source}"
        case Act(slot=slot, command=command, confirm=confirm):
            how = {"": "", "key": ", confirmed by key", "twice": ", confirmed twice"}[confirm]
            return f"do {command} for {slot}{how}"
        case Decision(slot=slot):
            return f"decide {slot}"


def _ways(form: Form) -> Iterator[str]:
    for name in sorted(targets(form)):
        labels = [item.slot for item in form.items if Goto(name) in moves(item)]
        yield f"    {form.name} -->|{', '.join(labels)}| {name}" if labels else f"    {form.name} --> {name}"
    ends = [move for item in form.items for move in moves(item)]
    if any(isinstance(move, Transfer) for move in ends):
        yield f"    {form.name} --> queue[(queue)]"
    if any(isinstance(move, Hangup) for move in ends):
        yield f"    {form.name} --> hangup(((hang up)))"
