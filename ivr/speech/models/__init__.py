"""Speech models: where they come from, how they are verified, where they are."""

from ivr.speech.models.errors import ModelUnavailable
from ivr.speech.models.install import fetch, installed

__all__ = ["ModelUnavailable", "fetch", "installed"]
