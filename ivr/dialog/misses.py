"""Count the misses of a question, and leave it after too many."""

from typing import assert_never

from ivr.dialog.draft import Draft
from ivr.dialog.events import NoInput, NoMatch
from ivr.dialog.instructions import Say
from ivr.dialog.script import Act, Field, Goto, Script

EASY_AFTER = 2
"""Misses of one question after which the hotline speaks shorter and waits longer."""


def missed(script: Script, draft: Draft, field: Field | Act, event: NoInput | NoMatch) -> Draft:
    """Count a miss. The last one goes to the field's last resort, by default an agent.

    Silence after a chunk of an identifier is none. From the second miss on the whole is asked for again.
    """
    heard = draft.state.heard.get(field.slot)
    match event:
        case NoInput() if heard and not heard.told and not draft.state.confirming:
            return draft.because(f"silence after a chunk of {field.slot}")
        case NoInput():
            draft = draft.change(noinput=draft.state.noinput + 1)
            count, reason, line = draft.state.noinput, "noinput", script.lines.noinput
        case NoMatch():
            draft = draft.change(nomatch=draft.state.nomatch + 1)
            count, reason, line = draft.state.nomatch, "nomatch", script.lines.nomatch
        case _:
            assert_never(event)
    reason = f"{reason} {count} of {field.misses}{_heard(field, event)}"
    if count >= field.misses:
        return last_resort(script, draft, field, reason)
    return _easier(draft, field).because(reason).say(Say(line))


def last_resort(script: Script, draft: Draft, field: Field | Act, reason: str) -> Draft:
    """Leave a question that can't be answered."""
    moves = field.last_resort or (Goto(script.agent),)
    target = next((move.form for move in moves if isinstance(move, Goto)), "last resort")
    return draft.withdraw(field.slot).because(f"{target} because {reason}").make(script, moves)


def _easier(draft: Draft, field: Field | Act) -> Draft:
    if draft.state.noinput + draft.state.nomatch < EASY_AFTER:
        return draft
    return draft.change(easy=True).forget(field.slot)


def _heard(field: Field | Act, event: NoInput | NoMatch) -> str:
    match event:
        case NoMatch(heard, confidence, _) if heard and not field.sensitive:
            return f", heard '{heard}' {confidence:.2f}" if confidence else f", got '{heard}'"
        case _:
            return ""
