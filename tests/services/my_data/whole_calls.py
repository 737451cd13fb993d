"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

BY_KEYS = {
    "my_data": ("", ("1",), ("offer_no_calls",)),
}

SPOKEN = {
    "my_data": (("what do you know about me",), "data_kept"),
}
