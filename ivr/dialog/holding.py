"""Give callers a minute of quiet who look for a number: a soft tone, and no word from us."""

from dataclasses import replace

from ivr.dialog.draft import Draft
from ivr.dialog.events import NoInput, NoMatch
from ivr.dialog.listening import listen
from ivr.dialog.script import Field, Script

KEYS = frozenset("0123456789*#")


def hold(script: Script, draft: Draft, field: Field) -> Draft:
    """Wait in quiet for the answer to a field, or for the caller to be ready."""
    held = draft.change(holding=True)
    return held.end(replace(listen(script, held.state, field), tone=True), f"a minute of quiet for {field.slot}")


def go_on_holding(script: Script, draft: Draft, field: Field, event: NoInput | NoMatch) -> Draft:
    """Wait on while the caller talks to others; a key, or the end of the minute, asks again: no miss of theirs."""
    if isinstance(event, NoMatch) and not set(event.heard) <= KEYS:
        return hold(script, draft, field)
    return draft.change(holding=False).because("the quiet is over")
