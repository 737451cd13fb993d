"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

BY_KEYS = {
    "return": ("", ("20261115", "1", "1"), ("return_opened", "return_bring")),
}

SPOKEN = {
    "return": (("i want to return my phone", "november fifteenth"), "bought_on"),
}

STORIES = {"return opened": (*begins("returns", "20261115", "1", "1"), ("is_back_from_the_queue", "bridged"))}
