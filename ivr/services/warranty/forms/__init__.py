"""The forms of the warranty: pure, they know the words of a script only."""

from ivr.services.warranty.forms.warranty import WARRANTY

__all__ = ["WARRANTY"]
