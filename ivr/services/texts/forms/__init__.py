"""The form that sends what was said as a text message: pure, it knows the words of a script only."""

from ivr.services.texts.forms.slots import SLOTS
from ivr.services.texts.forms.text_answer import TEXT_ANSWER

__all__ = ["SLOTS", "TEXT_ANSWER"]
