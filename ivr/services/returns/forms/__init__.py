"""The form of returns: pure, it knows the words of a script only."""

from ivr.services.returns.forms.returns import RETURNS, SLOTS

__all__ = ["RETURNS", "SLOTS"]
