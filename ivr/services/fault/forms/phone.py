"""Ask for the model and the software version: remedies may be for some only. Neither need be known."""

from ivr.callflow.which_model import is_named, model_items
from ivr.dialog.instructions import Keys
from ivr.dialog.script import Clear, Decision, Field, Fill, Form, Moves
from ivr.dialog.values import Slots

FORGET_MODEL = Clear(("model",))
KEPT_MAY: Moves = (FORGET_MODEL, Fill("fault_index", 0), Fill("fault_tried", []))


def keep(slots: Slots) -> Moves:
    """Begin with the first step; a model that was named for something else before is not this one."""
    begun = Fill("fault_index", 0), Fill("fault_tried", [])
    return begun if is_named(slots) else (FORGET_MODEL, *begun)


FAULT_PHONE = Form(
    "fault_phone",
    (
        *model_items(may_skip=True),
        Field(
            "fault_version",
            ("software_version", "not_known"),
            (("ask_version", "version_skip"), "ask_version_again"),
            keys=Keys(2, "#"),
            misses=2,
            last_resort=(Fill("fault_version", "unknown"),),
            help="version_help",
        ),
        Decision("phone_kept", keep, may=KEPT_MAY),
    ),
    then="fault_steps",
)
