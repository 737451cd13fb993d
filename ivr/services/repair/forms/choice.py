"""Let callers with several repairs choose one: three in a breath, or two and "more"."""

from typing import Any

from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Fill, Moves
from ivr.dialog.values import Slots

BREATH = 3
MORE, ANOTHER = "more", "another"
"""Meanings of "more" and "another number" in the grammar repair_choice; the others are 1, 2 and 3."""

ASK_AGAIN = Clear(("choice", "chosen"))
ASK_NUMBER = Clear(("number", "kind", "mine", "factor", "guarded", "further", "repairs", "found", "choice", "chosen"))
CHOICE_MAY: Moves = (
    *(Fill(slot, "") for slot in ("page", "repair", "device", "again")),
    *(Say("no_such_choice"), ASK_AGAIN, ASK_NUMBER),
)


def several(slots: Slots) -> bool:
    """Tell whether there is anything to choose."""
    return len(_repairs(slots)) > 1


def list_repairs(slots: Slots) -> tuple[Say, ...]:
    """Name the repairs of this page, each before its key."""
    page = _page(slots)
    named = [
        Say(f"choice_{key}", {"model": repair["model"], "order": repair["order"]})
        for key, repair in enumerate(page, start=1)
    ]
    more = (Say("choice_more"),) if _is_paged(slots) else ()
    return (*named, *more, *((Say("choice_another"),) if _is_known(slots) else ()))


def chosen(slots: Slots) -> Moves:
    """Fill `repair` with the place of the chosen one, or turn the page (after the last comes the first)."""
    repairs, first = _repairs(slots), _first(slots)
    if len(repairs) == 1:
        return _choose(repairs, 0)
    choice = slots["choice"]
    if choice == ANOTHER:
        return (Fill("again", False), ASK_NUMBER) if _is_known(slots) else (Say("no_such_choice"), ASK_AGAIN)
    if choice == MORE:
        following = first + _size(slots)
        return Fill("page", following if following < len(repairs) else 0), ASK_AGAIN
    if int(str(choice)) > len(_page(slots)):
        return Say("no_such_choice"), ASK_AGAIN
    return _choose(repairs, first + int(str(choice)) - 1)


def _choose(repairs: list[dict[str, Any]], place: int) -> Moves:
    repair = repairs[place]
    device = {"imei": repair.get("imei") or "", "model": repair["model"]}
    return Fill("repair", place), *((Fill("device", device),) if device["imei"] else ())


def _is_known(slots: Slots) -> bool:
    return slots.get("again") is True


def _repairs(slots: Slots) -> list[dict[str, Any]]:
    repairs = slots.get("repairs")
    return [repair for repair in repairs if isinstance(repair, dict)] if isinstance(repairs, list) else []


def _first(slots: Slots) -> int:
    page = slots.get("page")
    return page if isinstance(page, int) else 0


def _page(slots: Slots) -> list[dict[str, Any]]:
    return _repairs(slots)[_first(slots) : _first(slots) + _size(slots)]


def _is_paged(slots: Slots) -> bool:
    return len(_repairs(slots)) > BREATH


def _size(slots: Slots) -> int:
    return BREATH - 1 if _is_paged(slots) else BREATH
