"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

BY_KEYS = {
    "return": ("", ("20261115", "1", "1"), ("return_opened", "return_bring")),
}

SPOKEN = {
    "return": (("i want to return my phone", "november fifteenth"), "bought_on"),
}
