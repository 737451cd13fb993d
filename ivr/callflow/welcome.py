"""Greet the caller and give notice, before the first word is kept."""

from ivr.callflow.identity import region_of
from ivr.dialog.instructions import Say
from ivr.dialog.languages import BY_KEYS, OTHERS, offers
from ivr.dialog.script import Decision, Field, Fill, Form, Moves
from ivr.dialog.values import Slots

NOTICE = "2026-11"
"""Version of the notice; it is kept with the call in the slot `noticed`. Change it with the words."""


def greet(slots: Slots) -> Moves:
    """Welcome the caller, offer the other languages; speech is not kept until the notice has been heard."""
    by_keys = (Say("language_by_keys", bargein=False),) if slots.get(BY_KEYS) else ()
    opening = (Say("welcome", bargein=False), *offers(slots.get(OTHERS)), *by_keys, Say("notice", bargein=False))
    return *opening, Fill("noticed", NOTICE)


GREET_MAY: Moves = (
    *(Say(prompt) for prompt in ("welcome", "language_offer", "language_by_keys", "notice")),
    Fill("noticed", NOTICE),
)


def asks_consent(slots: Slots) -> bool:
    """Tell whether the region keeps recordings only of callers who agree to it."""
    return region_of(slots).get("recording") == "opt-in"


CONSENT = Field(
    "recorded",
    ("recording_consent",),
    ("ask_recording",),
    when=asks_consent,
    misses=1,
    last_resort=(Fill("recorded", False),),
)
"""Only a key agrees; silence and whatever else do not."""

WELCOME = Form("welcome", (Decision("noticed", greet, may=GREET_MAY), CONSENT), then="main_menu")
