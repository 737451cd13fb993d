"""Tell what is kept and why, and take a wish about it; opting out takes effect at once and needs no proof."""

from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, Moves, Send
from ivr.dialog.values import Slots
from ivr.outbound.words import DO_NOT_CALL
from ivr.privacy.words import DO_NOT_RECORD

OFFERS = ("offer_data_out", "offer_data_copy", "offer_data_erase")
OUT_OFFERS = ("offer_no_recordings", "offer_no_calls", "offer_no_both")
TOLD_MAY: Moves = (Say("data_kept"), Say("data_kept_why"), Say("data_kept_long"))
ROUTED_MAY: Moves = (Goto("data_opt_out"), Goto("data_request"))
NO_RECORDINGS: Moves = (Say("data_no_recordings"), Fill("recorded", False), Send(DO_NOT_RECORD, ("caller",)))
NO_CALLS: Moves = (Say("data_no_calls"), Send(DO_NOT_CALL, ("caller",)))
OUT_MAY: Moves = (*NO_RECORDINGS, *NO_CALLS, Say("data_this_call_only"), Say("data_number_withheld"), Goto("agent"))


def tell_kept(_slots: Slots) -> Moves:
    """Say what is kept, why, and how long."""
    return TOLD_MAY


def route(slots: Slots) -> Moves:
    """Go on with what the caller wants."""
    return (Goto("data_opt_out" if slots["data_wish"] == "out" else "data_request"),)


def opt_out(slots: Slots) -> Moves:
    """Keep no more sound, make no more calls; without the caller's number only this call can be kept unrecorded."""
    wanted = slots["data_out"]
    if slots.get("caller"):
        return (
            *(NO_RECORDINGS if wanted != "calls" else ()),
            *(NO_CALLS if wanted != "recordings" else ()),
        )
    if wanted == "recordings":
        return Say("data_this_call_only"), Fill("recorded", False)
    return Say("data_number_withheld"), Fill("recorded", False), Goto("agent")


MY_DATA = Form(
    "my_data",
    (
        Decision("data_told", tell_kept, may=TOLD_MAY, serves="my_data"),
        Field(
            "data_wish",
            ("data_wish",),
            (OFFERS,),
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="data_help",
        ),
        Decision("data_routed", route, may=ROUTED_MAY),
    ),
    then="anything_else",
)
OPT_OUT = Form(
    "data_opt_out",
    (
        Field(
            "data_out",
            ("data_out",),
            (OUT_OFFERS,),
            misses=2,
            last_resort=(Goto("anything_else"),),
            help="data_out_help",
        ),
        Decision("data_out_done", opt_out, may=OUT_MAY, serves="my_data"),
    ),
    then="anything_else",
)
