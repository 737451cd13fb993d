"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_IMEI
from tests.services.whole_calls import begins

BY_KEYS = {
    "part_price": ("", (CUSTOMER_IMEI, "1"), ("price_battery",)),
    "screen": ("", (CUSTOMER_IMEI, "1"), ("price_battery",)),
}

SPOKEN = {
    "part_price": (("how much would you charge me for a fresh battery", "aurora five"), "price_battery"),
    "screen": (("i need a new screen", "aurora five"), "ask_part"),
}

STORIES = {
    "screen": begins("screen", "2876725", "1", "2"),
    "price of a part": begins("part_price", "2876725", "1", "2"),
}
