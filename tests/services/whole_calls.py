"""Whole calls of each topic, as each service's own tests write them in `tests/services/<name>/whole_calls.py`.

`BY_KEYS` says for each topic its keys at the menus ("" for a page after them), those after it, and the prompts that are
heard at the end; `SPOKEN` what is said, and a prompt that is heard at the end. `STORIES` are calls that begin at a form
of the service, as steps of `tests.every_service.Player`: through all its forms and commands. `ASKED` are slots
with which a source of the service answers.
"""

from importlib import import_module

from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision
from ivr.services import HOTLINE, SERVICES
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE

APPOINTMENT, POSTCODE = "appointment", "postcode"
"""Keys that differ by language: those of an appointment, and of a postcode."""

OWN_REPAIR = (CUSTOMER_ORDER, CUSTOMER_PHONE[-4:])
IMEI = "four nine oh one five four two oh three two three seven five one eight"
QUOTED, REQUEST = "473088", "20461137"
"""A repair whose quote waits for an answer, and a request for a courier: with the customer's own number beside it."""
NUMBERS = (("presses", REQUEST), ("presses", CUSTOMER_PHONE[2:]))
SERVING = [item for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Decision) and item.serves]
"""What answers callers."""
ORDER, ENDING = "four seven two nine one six", "oh one four three"


def begins(form, *keys):
    """Return the steps of a call that begins at a form."""
    return (("begins", form), *(("presses", each) for each in keys))


def own_calls(service, name):
    """Return the calls that a service's own tests hold: BY_KEYS, SPOKEN, STORIES or ASKED."""
    return getattr(import_module(f"tests.services.{service.name}.whole_calls"), name, {}) if service.forms else {}


def calls(name):
    """Return the calls of all services: BY_KEYS or SPOKEN by topic, STORIES by what they are about, ASKED by source."""
    return {about: call for service in SERVICES for about, call in own_calls(service, name).items()}


def answers_of(service):
    """Return the prompts that a service may answer with."""
    return {move.prompt for item in SERVING if item.serves == service for move in item.may if isinstance(move, Say)}
