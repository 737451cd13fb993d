"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_PHONE
from tests.services.whole_calls import ENDING, ORDER, OWN_REPAIR

BY_KEYS = {
    "repair": ("1", OWN_REPAIR, ("at_centre", "anything_else")),
    "quote": ("34", ("473088", CUSTOMER_PHONE[-4:], "3"), ("anything_else",)),
    "cancel_repair": ("35", OWN_REPAIR, ("cannot_cancel",)),
}

SPOKEN = {
    "repair": (("where is my repair", ORDER, ENDING), "at_centre"),
    "quote": (("approve my quote", "four seven three oh eight eight", ENDING), "quote_is"),
    "cancel_repair": (("cancel my repair", ORDER, ENDING), "cannot_cancel"),
}
