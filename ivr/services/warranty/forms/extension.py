"""Say whether a warranty can be extended, for how much, until when and where."""

from typing import Any

from ivr.dialog.instructions import Say
from ivr.dialog.script import Moves
from ivr.dialog.values import Slots

PLACES = ("centre", "shop", "both")
EXTENSION_MAY: Moves = (
    *(Say(prompt) for prompt in ("extension_is", "extension_late", "extension_no")),
    *(Say(f"extension_{where}") for where in PLACES),
)


def may_go_on(slots: Slots) -> bool:
    """Tell whether the warranty is known and not over."""
    warranty: Any = slots.get("warranty")
    return bool(warranty) and not warranty.get("is_over", False)


def tell_extension(slots: Slots) -> Moves:
    """Say it; of one that is extended already the benefits have told."""
    extension: Any = slots["extension"]
    match extension["can"]:
        case "yes" if extension["where"] in PLACES and extension["price"] and extension["until"]:
            offer = {"months": extension["months"], "price": extension["price"]}
            return Say("extension_is", offer), Say(f"extension_{extension['where']}", {"until": extension["until"]})
        case "late" if extension["until"]:
            return (Say("extension_late", {"until": extension["until"]}),)
        case "has":
            return ()
    return (Say("extension_no"),)
