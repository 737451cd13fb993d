"""Don't ask callers again who have shown one repair to be theirs: offer them all of theirs."""

from collections.abc import Mapping
from typing import Any

from ivr.callflow.identity import identity
from ivr.dialog.script import Fill, Moves
from ivr.dialog.values import Json, Slots

KNOWN = "known"
"""In the slots kind and factor: nothing was asked, the caller is known from before."""

FILLED = ("again", "number", "kind", "mine", "factor", "repairs", "found", "page")
AGAIN_MAY: Moves = tuple(Fill(slot, "") for slot in FILLED)
MINE_MAY: Moves = (Fill("factor", ""), Fill("repairs", []))


def is_known(slots: Slots) -> bool:
    """Tell whether the caller has shown a repair to be theirs in this call."""
    return identity(slots, "repair") is not None


def has_own(slots: Slots) -> bool:
    """Tell whether the caller's repairs are there, found by what was verified before."""
    return bool(_own(slots))


def has_one(slots: Slots) -> bool:
    """Tell whether the caller has just one repair."""
    return len(_own(slots)) == 1


def own_repair(slots: Slots) -> Mapping[str, Json]:
    """Return model and order of the caller's one repair."""
    repair = _own(slots)[0]
    return {"model": repair["model"], "order": repair["order"]}


def use_own(slots: Slots) -> Moves:
    """Take the caller's repairs, unless the one there is is not meant: then a number is asked for."""
    if slots.get("same") is False:
        return (Fill("again", False),)
    taken: dict[str, Json] = {
        "number": KNOWN,
        "kind": KNOWN,
        "mine": True,
        "factor": KNOWN,
        "repairs": _own(slots),
        "found": True,
    }
    return (*(Fill(slot, value) for slot, value in taken.items()), Fill("page", 0))


def pick_own(slots: Slots) -> Moves:
    """Ask for no second number where the first one is of another repair of the caller's."""
    number = str(slots["number"]).upper()
    repairs = [repair for repair in _own(slots) if number in (repair["order"], _digits(repair["order"]))]
    return (Fill("factor", KNOWN), Fill("repairs", repairs)) if repairs else ()


def _own(slots: Slots) -> list[Any]:
    own = slots.get("own")
    repairs = own.get("repairs") if isinstance(own, dict) else None
    return repairs if isinstance(repairs, list) else []


def _digits(order: str) -> str:
    return "".join(filter(str.isdecimal, order))
