"""Whole calls of each topic, by keys and spoken: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

BY_KEYS = {
    "order": ("", ("2",), ("anything_else",)),
    "account": ("", ("2",), ("anything_else",)),
    "lost": ("", ("2",), ("anything_else",)),
    "wrong_brand": ("", ("2",), ("anything_else",)),
    "really_you": ("", ("2",), ("anything_else",)),
}

SPOKEN = {
    "order": (("i need the invoice of my online order",), "door_order"),
    "account": (("i forgot the password of my account",), "door_account"),
    "lost": (("my phone was stolen yesterday",), "door_lost"),
    "wrong_brand": (("my television from another company is broken",), "door_wrong_brand"),
    "really_you": (("i got a message is it really from you",), "door_really_you"),
}

STORIES = {"advice on a lost phone": begins("door_lost", "2", "2", "1", "4")}
