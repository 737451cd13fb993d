"""The forms of the repair: pure, they know the words of a script only."""

from ivr.services.repair.forms.repair import REPAIR

__all__ = ["REPAIR"]
