"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

BY_KEYS = {
    "fault": ("", ("1", "1", "1", "1", "2"), ("fault_glad", "anything_else")),
}

SPOKEN = {
    "fault": (("my phone does not charge any more", "i don't know", "i don't know"), "first_step"),
}

STORIES = {
    "fault with a ticket": begins("fault", *"11111113"),
    "fault that is mended": begins("fault", *"111122"),
}
