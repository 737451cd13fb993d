"""How sure we are that a meaning is what was said."""

from ivr.speech.confidence.evidence import Evidence
from ivr.speech.confidence.probability import probability

__all__ = ["Evidence", "probability"]
