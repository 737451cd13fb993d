"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

BY_KEYS = {
    "help": ("", ("1", "1"), ("offer_another",)),
}

SPOKEN = {
    "help": (("how do i make the letters bigger",), "help_answer"),
}

STORIES = {"help with the steps": begins("help", *"1112")}
