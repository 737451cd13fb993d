"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

BY_KEYS = {
    "fault": ("", ("1", "1", "1", "1", "2"), ("fault_glad", "anything_else")),
}

SPOKEN = {
    "fault": (("my phone does not charge any more", "i don't know", "i don't know"), "first_step"),
}
