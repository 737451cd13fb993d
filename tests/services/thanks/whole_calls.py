"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

BY_KEYS = {
    "complaint": ("", ("1",), ("ask_thanks",)),
}

SPOKEN = {
    "complaint": (("i want to make a complaint",), "ask_feedback"),
}
