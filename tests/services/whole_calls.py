"""Whole calls of each topic, as each service's own tests write them in `tests/services/<name>/whole_calls.py`.

`BY_KEYS` says for each topic its keys at the menus ("" for a page after them), those after it, and the prompts that are
heard at the end; `SPOKEN` what is said, and a prompt that is heard at the end.
"""

from importlib import import_module

from ivr.services import SERVICES
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE

APPOINTMENT, POSTCODE = "appointment", "postcode"
"""Keys that differ by language: those of an appointment, and of a postcode."""

OWN_REPAIR = (CUSTOMER_ORDER, CUSTOMER_PHONE[-4:])
IMEI = "four nine oh one five four two oh three two three seven five one eight"
ORDER, ENDING = "four seven two nine one six", "oh one four three"


def calls(name):
    """Return the calls of all services by topic: BY_KEYS or SPOKEN."""
    own = (import_module(f"tests.services.{service.name}.whole_calls") for service in SERVICES if service.topics)
    return {topic: call for module in own for topic, call in getattr(module, name).items()}
