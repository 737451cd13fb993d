"""Turn evidence into a probability."""

from ivr.speech.confidence.evidence import Evidence


def probability(evidence: Evidence) -> float:
    """Return the probability that the meaning is what was said."""
    return evidence.lowest * (1 - evidence.garbage)
