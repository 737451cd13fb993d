"""How sure we are that a meaning is what was said."""

from ivr.speech.confidence.evidence import Evidence, Material, evidence
from ivr.speech.confidence.probability import FILE, Model

__all__ = ["FILE", "Evidence", "Material", "Model", "evidence"]
