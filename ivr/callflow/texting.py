"""Offer to send what was said as a text message, once a call, where the region and its services have it."""

from ivr.callflow.identity import region_of, unserved
from ivr.dialog.instructions import Say
from ivr.dialog.script import Fill
from ivr.dialog.values import Slots

FORM = "text_answer"
"""The form that sends it, of the service of text messages."""
TEXT = "text"
"""Meaning of "text me that" in the grammar anything_else."""
ANSWER, OFFERED, SERVED, TEXTED = "answer", "text_offered", "served", "texted"
KEEPS_NOTHING = frozenset({"thanks"})
"""Services whose last words tell a caller nothing that is worth having in writing."""


def can_text(slots: Slots) -> bool:
    """Tell whether the call's region sends text messages."""
    return region_of(slots).get("sms") is True and FORM not in unserved(slots)


def texted(service: str) -> Fill:
    """Keep for the call that a service has sent its answer as a text already: none is offered for it."""
    return Fill(TEXTED, service)


def offer_text(slots: Slots) -> tuple[Say, ...]:
    """Offer a text message when the caller has had an answer for the first time."""
    served = slots.get(SERVED) if slots.get(ANSWER) else None
    answered = isinstance(served, list) and bool(served) and served[-1] not in (*KEEPS_NOTHING, slots.get(TEXTED))
    return (Say("text_offer"),) if can_text(slots) and answered and OFFERED not in slots else ()
