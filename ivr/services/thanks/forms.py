"""The form of praise and complaints: pure, it knows the words of a script only."""

from ivr.callflow.identity import region_of
from ivr.callflow.own_words import DANGER, OWN_WORDS, TO_SAFETY, is_danger
from ivr.dialog.instructions import MESSAGE, Keys, Say
from ivr.dialog.kinds import DIGITS, FLAG, TEXT, Kind, Like, OneOf
from ivr.dialog.script import Decision, Field, Fill, Form, Goto, Moves, Send
from ivr.dialog.values import Slots

BY_KEYS = ("at_centre", "by_phone", "courier")
"""Whom callers thank by keys."""

SLOTS: dict[str, Kind] = {
    "feedback": OneOf(("thank", "complain", DANGER)),
    "thanks_words": Like(TEXT, ("the lady in your shop was so patient", "agent", DANGER, *BY_KEYS)),
    "thanks_where": Like(DIGITS, (DIGITS.sample, "")),
    "thanks_may_hear": FLAG,
    "thanks_speaks": FLAG,
    "thanks_message": OneOf((MESSAGE, "")),
}
KEPT_MAY: Moves = (
    Send("keep_thanks", ("thanks_words", "thanks_where", "thanks_may_hear", "thanks_message", "language")),
    Say("thanks_kept"),
)


def route(slots: Slots) -> Moves:
    """Let an agent hear complaints."""
    if is_danger(slots["feedback"]):
        return TO_SAFETY
    return () if slots["feedback"] == "thank" else (Goto("agent"),)


def check_words(slots: Slots) -> Moves:
    """Let an agent help who tells of a danger instead, or would rather tell an agent."""
    if is_danger(slots["thanks_words"]):
        return TO_SAFETY
    return (Goto("agent"),) if slots["thanks_words"] == "agent" else ()


def at_centre(slots: Slots) -> bool:
    """Tell whether somebody at a centre is thanked by keys."""
    return slots.get("thanks_words") == "at_centre"


def spoke(slots: Slots) -> bool:
    """Tell whether there is a voice to be heard."""
    return slots.get("thanks_words") not in BY_KEYS


def may_speak(slots: Slots) -> bool:
    """Tell whether to offer who thanks by keys to say it: not where no sound is kept."""
    return not spoke(slots) and region_of(slots).get("recording", "off") != "off"


def speaks(slots: Slots) -> bool:
    """Tell whether who thanks by keys wants to say it."""
    return slots.get("thanks_speaks") is True


def keep(_slots: Slots) -> Moves:
    """Keep the words, and thank the caller."""
    return KEPT_MAY


THANKS = Form(
    "thanks",
    (
        Field("feedback", ("feedback", "danger"), ("ask_feedback",), help="feedback_help", misses=2),
        Decision("feedback_routed", route, may=(Goto("agent"), *TO_SAFETY)),
        Field(
            "thanks_words",
            ("thanks_otherwise", OWN_WORDS),
            ("ask_thanks", "ask_thanks_again"),
            help="ask_thanks_again",
            timeout=8.0,
            complete_timeout=2.0,
            misses=2,
        ),
        Decision("thanks_checked", check_words, may=(Goto("agent"), *TO_SAFETY)),
        Field(
            "thanks_where",
            ("builtin:digits?minlength=4;maxlength=7",),
            ("ask_thanks_where",),
            when=at_centre,
            keys=Keys(7, "#"),
            timeout=10.0,
            misses=1,
            last_resort=(Fill("thanks_where", ""),),
        ),
        Field(
            "thanks_speaks",
            ("recording_consent",),
            ("ask_thanks_speaks",),
            when=may_speak,
            misses=1,
            last_resort=(Fill("thanks_speaks", False),),
        ),
        Field(
            "thanks_message",
            ("thanks_message",),
            ("ask_thanks_message",),
            when=speaks,
            message=60.0,
            misses=1,
            last_resort=(Say("thanks_no_message"), Fill("thanks_message", "")),
        ),
        Field(
            "thanks_may_hear",
            ("recording_consent",),
            ("ask_thanks_may_hear",),
            when=spoke,
            misses=1,
            last_resort=(Fill("thanks_may_hear", False),),
        ),
        Decision("thanks_told", keep, may=KEPT_MAY, serves="thanks"),
    ),
    then="anything_else",
)
"""Only a key lets others hear the voice; who says nothing has their words kept without it.

A message that is recorded by key is for whom it thanks.
"""
