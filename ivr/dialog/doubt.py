"""Ask for no more of an identifier than is in doubt."""

from ivr.dialog.draft import Draft
from ivr.dialog.script import Field
from ivr.dialog.state import Heard
from ivr.identifiers import NBest, Shape, doubtful_part, parts

TRIES = 2
"""How often in a call parts of a number are asked for."""


def reopened(draft: Draft, field: Field) -> Draft:
    """Ask for what is doubtful in a value that the caller denied, or for the whole where nobody knows."""
    heard = draft.state.heard.get(field.slot)
    if field.identifier is None or heard is None or heard.parts:
        return draft
    again = None if heard.length else asked_in_parts(field.identifier.shape, draft, field, heard.digits)
    return again or draft.forget(field.slot)


def asked_in_parts(shape: Shape, draft: Draft, field: Field, digits: NBest, possible: NBest = ()) -> Draft | None:
    """Ask for the doubtful part, or for one part after the other where a digit got lost or nobody knows which is wrong.

    None where neither is so, or where parts have not helped before.
    """
    likely, tries = possible or digits, draft.state.tries.get(field.slot, 0)
    part, length = doubtful_part(likely), shape.seems(digits[0][0])
    if part:
        heard = Heard(digits, (part,), len(likely[0][0]))
    elif length != len(digits[0][0]) or shape.miscounts(digits[0][0]):
        heard = Heard(digits, parts(length), length)
    else:
        return None
    draft = draft.change(tries={**draft.state.tries, field.slot: tries + 1}).because(f"{field.slot} is doubtful")
    return draft.hear(field.slot, heard) if tries < TRIES else None
