"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_IMEI
from tests.services.whole_calls import IMEI

BY_KEYS = {
    "send_in": ("", (CUSTOMER_IMEI, "2", "1"), ("send_in_booked", "send_bring")),
}

SPOKEN = {
    "send_in": (("send in my phone", IMEI, "pick it up please"), "choose_pick_up_day"),
}
