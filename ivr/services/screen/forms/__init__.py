"""The forms of the screen plan: pure, they know the words of a script only."""

from ivr.services.screen.forms.screen import SCREEN

__all__ = ["SCREEN"]
