"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.services.whole_calls import ENDING, ORDER, OWN_REPAIR, QUOTED, begins

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

OTHER_PHONE = "2025550000"
STORIES = {
    "repair with a wrong number": begins("repair", CUSTOMER_ORDER, OTHER_PHONE, CUSTOMER_ORDER, CUSTOMER_PHONE[2:]),
    "quote approved": begins("quote", QUOTED, CUSTOMER_PHONE[-4:], "1", "1", "2", "1", "5"),
    "repair cancelled": begins("cancel_repair", "101178", "2025550100", "1", "2"),
}
