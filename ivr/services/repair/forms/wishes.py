"""Find the repair that a caller wants something done about: the one just told, else the repair form finds it first."""

from typing import Any

from ivr.dialog.script import Clear, Decision, Fill, Goto, Moves
from ivr.dialog.values import Slots

WISHES = ("quote", "cancel_repair")
"""Forms that begin with a chosen repair."""


def chosen_repair(slots: Slots) -> dict[str, Any] | None:
    """Return the repair that was chosen last, or None."""
    repairs, place = slots.get("repairs"), slots.get("repair")
    found = repairs[place] if isinstance(repairs, list) and isinstance(place, int) and place < len(repairs) else None
    return found if isinstance(found, dict) else None


def needs_repair(form: str) -> Decision:
    """Return the item that lets the repair form find a repair for this form."""

    def find(slots: Slots) -> Moves:
        """Go on with the repair that was told, or find one first."""
        return () if chosen_repair(slots) else (Fill("repair_wish", form), Goto("repair"))

    return Decision(f"{form}_repair", find, may=(Fill("repair_wish", form), Goto("repair")))


def go_on(slots: Slots) -> Moves:
    """After a repair was told do what the caller came for; a quote that waits is offered in any case."""
    repair = chosen_repair(slots)
    wish = str(slots.get("repair_wish") or ("quote" if repair and repair["quote_pending"] else ""))
    return (Clear(("repair_wish",)), Goto(wish)) if wish in WISHES else ()


GO_ON_MAY: Moves = (Clear(("repair_wish",)), *(Goto(form) for form in WISHES))
