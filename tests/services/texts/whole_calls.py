"""Whole calls after which the answer is sent: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.services.whole_calls import begins

STORIES = {
    "repair, then a text": (
        *begins("repair", CUSTOMER_ORDER, CUSTOMER_PHONE[-4:]),
        ("is_slow",),
        ("presses", "3"),
        ("works",),
        ("waits",),
    ),
}
