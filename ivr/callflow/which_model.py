"""Find out which model a phone is: the device that was verified before, a name, typed keys, or an IMEI.

Services that ask for it put these items into their forms; the prompts and the grammar are those of the screen plan.
"""

from collections.abc import Mapping

from ivr.callflow.identity import device
from ivr.callflow.paging import MORE, chosen, following, listed, page, place
from ivr.dialog.costs import Costs
from ivr.dialog.instructions import Keys, Say
from ivr.dialog.kinds import FIRST, FLAG, NAMES, TEXT, Kind, Like, ListOf, OneOf, Record
from ivr.dialog.script import Clear, Decision, Field, Fill, Item, LookUp, Moves
from ivr.dialog.values import Json, Slots

NOT_KNOWN = "unknown"
"""Meaning of "I don't know" in the grammar not_known."""

SKIPPING = (("ask_model", "model_skip"), ("ask_model_again", "model_skip"), "ask_model_by_keys")

MODEL = Record({"id": TEXT, "name": NAMES})
MODEL_SLOTS: dict[str, Kind] = {
    "model_same": FLAG,
    "model_sought": Like(TEXT, ("aurora 5", "287", "490154203237518", NOT_KNOWN)),
    "models": ListOf(MODEL),
    "models_page": FIRST,
    "which_model": OneOf((1, 2, 3, 4)),
    "model": MODEL,
}
"""What the slots of these items hold."""

WRONG_MODEL = Costs(wrong=5.0)
"""Less than another wrong answer: the caller hears which model it is."""

ASK_MODEL = Clear(("model_sought", "models", "models_found", "models_page", "which_model", "model_chosen", "model"))
AGAIN = Clear(("which_model", "model_chosen"))
CHOSEN_MAY: Moves = (Fill("model", {}), Fill("models_page", 0), AGAIN, Say("no_such_model"), ASK_MODEL)


def is_known(slots: Slots) -> bool:
    """Tell whether a device was verified before in this call."""
    known = device(slots)
    return bool(known and known.get("model"))


def known_model(slots: Slots) -> Mapping[str, Json]:
    """Return the model of the device that was verified before."""
    return {"model": (device(slots) or {}).get("model", "")}


def use_known(slots: Slots) -> Moves:
    """Take the verified device's model when the caller means it."""
    meant = slots.get("model_same") and (device(slots) or {}).get("model")
    return (Fill("model_sought", meant),) if meant else ()


def check_models(slots: Slots) -> Moves:
    """Ask again when no model is found."""
    return () if listed(slots, "models") else (Say("model_unknown"), ASK_MODEL)


def is_ambiguous(slots: Slots) -> bool:
    """Tell whether several models may be meant."""
    return len(listed(slots, "models")) > 1


def list_models(slots: Slots) -> tuple[Say, ...]:
    """Name the models that may be meant, each before its key."""
    offered = enumerate(page(slots, "models", "models_page"), start=1)
    return tuple(Say(f"model_{key}", {"model": each["name"]}) for key, each in offered)


def choose_model(slots: Slots) -> Moves:
    """Fill `model`, or turn the page."""
    found = listed(slots, "models")
    meant = found[0] if len(found) == 1 else chosen(slots, "which_model", "models", "models_page")
    if meant:
        return (Fill("model", meant),)
    if place(slots, "which_model") == MORE and len(found) > 1:
        return Fill("models_page", following(slots, "models", "models_page")), AGAIN
    return Say("no_such_model"), AGAIN


def is_named(slots: Slots) -> bool:
    """Tell whether the caller named a model."""
    return slots.get("model_sought") != NOT_KNOWN


def model_items(*, may_skip: bool = False) -> tuple[Item, ...]:
    """Return the items that fill the slot `model`; where they may be skipped, "I don't know" leaves it empty."""
    return (
        Field(
            "model_same",
            ("builtin:boolean?y=1;n=2",),
            ("same_model",),
            when=is_known,
            values=known_model,
            help="same_model",
        ),
        Decision("model_taken", use_known, may=(Fill("model_sought", ""),), when=is_known),
        Field(
            "model_sought",
            ("model_name", "not_known") if may_skip else ("model_name",),
            SKIPPING if may_skip else ("ask_model", "ask_model_again", "ask_model_by_keys"),
            read_back="confirm_model",
            corrections=("model_name",),
            costs=WRONG_MODEL,
            keys=Keys(15, "#"),
            timeout=8.0,
            help="model_help",
            sensitive=True,
        ),
        LookUp("models", "models", using=("model_sought",), when=is_named),
        Decision("models_found", check_models, may=(Say("model_unknown"), ASK_MODEL), when=is_named),
        Field(
            "which_model",
            ("model_choice",),
            ("choose_model",),
            when=is_ambiguous,
            before=list_models,
            may_say=("model_1", "model_2", "model_3"),
        ),
        Decision("model_chosen", choose_model, may=CHOSEN_MAY, when=is_named),
    )
