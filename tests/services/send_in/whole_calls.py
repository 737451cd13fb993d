"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from ivr.services.repair.demo import CUSTOMER_IMEI
from ivr.services.send_in.demo import IMEI as IMEI_BY_KEYS
from tests.services.whole_calls import IMEI, NUMBERS, begins

BY_KEYS = {
    "send_in": ("", (CUSTOMER_IMEI, "2", "1"), ("send_in_booked", "send_bring")),
}

SPOKEN = {
    "send_in": (("send in my phone", IMEI, "pick it up please"), "choose_pick_up_day"),
}


def of_request(form, *keys):
    """Begin at a form that asks whose request it is."""
    return (*begins(form), *NUMBERS, *(("presses", each) for each in keys))


STORIES = {
    "sent in by courier": begins("send_in", IMEI_BY_KEYS, "1", "1", "1", "1", "1", "2"),
    "handed in": begins("send_in", IMEI_BY_KEYS, "2", "1", "02139", "1"),
    "sending in changed": of_request("send_change", "1", "1", "2", "1", "2"),
    "handed in instead": of_request("send_change", "4", "1", "02139", "1"),
    "sending in cancelled": of_request("send_cancel", "2", "1", "2"),
    "link sent again": of_request("send_link", "3", "2"),
}
