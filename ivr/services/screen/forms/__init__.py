"""The forms of the screen plan: pure, they know the words of a script only."""

from ivr.services.screen.forms.screen import PART_PRICE, SCREEN

__all__ = ["PART_PRICE", "SCREEN"]
