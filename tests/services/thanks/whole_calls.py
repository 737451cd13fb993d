"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

BY_KEYS = {
    "complaint": ("", ("1",), ("ask_thanks",)),
}

SPOKEN = {
    "complaint": (("i want to make a complaint",), "ask_feedback"),
}

WORDS = "the lady at riverside was patient"
STORIES = {
    "thanks": (*begins("thanks", "1"), ("says", WORDS, WORDS, "own_words"), ("presses", "1"), ("presses", "2")),
}
