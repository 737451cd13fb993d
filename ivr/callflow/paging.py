"""Offer a list three at a time, or fewer; another key turns the page."""

from typing import Any

from ivr.dialog.values import Slots

BREATH = 3
MORE = 4
"""Meaning of "another" in a grammar of choices; 1 to 3 are places on the page."""


def listed(slots: Slots, name: str) -> list[Any]:
    """Return the list in a slot."""
    found = slots.get(name)
    return found if isinstance(found, list) else []


def page(slots: Slots, name: str, first: str, size: int = BREATH) -> list[Any]:
    """Return the part of a list that is offered; the slot `first` says where it begins."""
    start = place(slots, first)
    return listed(slots, name)[start : start + size]


def place(slots: Slots, name: str) -> int:
    """Return the place in a list that a slot holds, 0 where it is empty."""
    found = slots.get(name)
    return found if isinstance(found, int) else 0


def following(slots: Slots, name: str, first: str, size: int = BREATH) -> int:
    """Return where the next page begins; after the last comes the first."""
    start = place(slots, first) + size
    return start if start < len(listed(slots, name)) else 0


def has_more(slots: Slots, name: str) -> bool:
    """Tell whether a list has more than one page."""
    return len(listed(slots, name)) > BREATH


def chosen(slots: Slots, choice: str, name: str, first: str) -> Any:
    """Return what was chosen on a page, None for another or what is not there."""
    key, offered = place(slots, choice), page(slots, name, first)
    return offered[key - 1] if 0 < key <= len(offered) else None
