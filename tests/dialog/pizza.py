"""A small script to test the interpreter with: no hotline, no texts."""

from ivr.dialog.instructions import Hangup, Keys, Say, Transfer
from ivr.dialog.script import Clear, Decision, Field, Form, Goto, LookUp, Moves, Propose, Script
from ivr.dialog.values import Slots


def offer_usual(slots: Slots) -> Moves:
    return (Propose("size", "large"),) if slots["caller"] else ()


def serve(slots: Slots) -> Moves:
    if not slots["oven"]:
        return Say("no_oven"), Clear(("size", "oven", "served"))
    return (Say("served", {"size": slots["size"]}),)


def chase(_slots: Slots) -> Moves:
    return (Clear(("chased",)),)


def stumble(slots: Slots) -> Moves:
    raise ZeroDivisionError("4729")


WELCOME = Form("welcome", (Decision("usual", offer_usual, may=(Say("welcome"), Propose("size", ""))),), then="order")
ORDER = Form(
    "order",
    (
        Field(
            "size",
            ("size",),
            ("ask_size", "ask_size_again"),
            read_back="confirm_size",
            corrections=("size_correction",),
            also=("phone",),
            help="size_help",
        ),
        Field("phone", ("digits",), ("ask_phone",), keys=Keys(11, "#"), read_back="confirm_phone", sensitive=True),
        LookUp("oven", "ovens", using=("size",)),
        Decision("served", serve, may=(Say("no_oven"), Say("served"), Clear(("size", "oven", "served")))),
        Field("tip", ("tip",), ("ask_tip",)),
    ),
    then="goodbye",
)
AGENT = Form("agent", (Decision("connected", lambda _: (Say("to_agent"), Transfer("agents"))),))
AFTER = Form(
    "after_queue", (Field("wish", ("wish",), ("ask_wish",), read_back={"end": "confirm_goodbye"}),), then="goodbye"
)
GOODBYE = Form("goodbye", (Decision("said_goodbye", lambda _: (Say("goodbye"), Hangup())),))
LOOP = Form("loop", (Decision("chased", chase),))
BROKEN = Form("broken", (Decision("stumbled", stumble),))
MAZE = Form("maze", (Decision("lost", lambda _: (Goto("nowhere"),)),))

FORMS = (WELCOME, ORDER, AGENT, AFTER, GOODBYE, LOOP, BROKEN, MAZE)
PIZZA = Script({form.name: form for form in FORMS}, first="welcome", menu="order")
