"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

BY_KEYS = {
    "my_data": ("", ("1",), ("offer_no_calls",)),
}

SPOKEN = {
    "my_data": (("what do you know about me",), "data_kept"),
}

STORIES = {
    "own data deleted": (*begins("my_data", "3", "1"), ("types_code",), ("presses", "1"), ("presses", "2")),
    "no recordings": begins("my_data", "1", "1", "2"),
}
