"""Let callers with several repairs choose one: three in a breath, or two and "more"."""

from typing import Any

from ivr.callflow.paging import BREATH, following, has_more, listed, page, place
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Fill, Moves
from ivr.dialog.values import Slots

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
    return len(listed(slots, "repairs")) > 1


def list_repairs(slots: Slots) -> tuple[Say, ...]:
    """Name the repairs of this page, each before its key."""
    named = [
        Say(f"choice_{key}", {"model": repair["model"], "order": repair["order"]})
        for key, repair in enumerate(page(slots, "repairs", "page", _size(slots)), start=1)
    ]
    more = (Say("choice_more"),) if has_more(slots, "repairs") else ()
    return (*named, *more, *((Say("choice_another"),) if _is_known(slots) else ()))


def chosen(slots: Slots) -> Moves:
    """Fill `repair` with the place of the chosen one, or turn the page (after the last comes the first)."""
    repairs = listed(slots, "repairs")
    if len(repairs) == 1:
        return _choose(repairs, 0)
    choice = slots["choice"]
    if choice == ANOTHER:
        return (Fill("again", False), ASK_NUMBER) if _is_known(slots) else (Say("no_such_choice"), ASK_AGAIN)
    if choice == MORE:
        return Fill("page", following(slots, "repairs", "page", _size(slots))), ASK_AGAIN
    if int(str(choice)) > len(page(slots, "repairs", "page", _size(slots))):
        return Say("no_such_choice"), ASK_AGAIN
    return _choose(repairs, place(slots, "page") + int(str(choice)) - 1)


def _choose(repairs: list[dict[str, Any]], chosen_place: int) -> Moves:
    repair = repairs[chosen_place]
    device = {"imei": repair.get("imei") or "", "model": repair["model"]}
    return Fill("repair", chosen_place), *((Fill("device", device),) if device["imei"] else ())


def _is_known(slots: Slots) -> bool:
    return slots.get("again") is True


def _size(slots: Slots) -> int:
    return BREATH - 1 if has_more(slots, "repairs") else BREATH
