"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_IMEI
from tests.services.whole_calls import IMEI

BY_KEYS = {
    "warranty": ("2", (CUSTOMER_IMEI, "33"), ("country_not_covered", "ways")),
}

SPOKEN = {
    "warranty": (("is my phone under warranty", IMEI, "france"), "country_not_covered"),
}
