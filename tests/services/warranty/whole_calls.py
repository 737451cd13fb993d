"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_IMEI
from ivr.services.send_in.demo import IMEI as IMEI_BY_KEYS
from tests.services.whole_calls import IMEI, begins

BY_KEYS = {
    "warranty": ("2", (CUSTOMER_IMEI, "33"), ("country_not_covered", "ways")),
}

SPOKEN = {
    "warranty": (("is my phone under warranty", IMEI, "france"), "country_not_covered"),
}

STORIES = {"warranty": begins("warranty", IMEI_BY_KEYS, "82", "2", "1", "4")}
