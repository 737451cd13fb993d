"""From a sentence to a topic: what a caller wants who answers "what is it about?" in their own words.

Sentences by topic are data (`grammars/<language>/topics/`). A classifier over a small sentence encoder and over pieces
of words learns them in seconds; its probabilities are calibrated on what callers said. Knows no calls and no Twilio.
"""

from ivr.intents.classifier import Classifier
from ivr.intents.deciding import Decision, Likely, Ruling, rule
from ivr.intents.errors import IntentsUnavailable
from ivr.intents.store import ready
from ivr.intents.topics import NOTHING, labels
from ivr.intents.understanding import Understanding, understander

__all__ = [
    "NOTHING",
    "Classifier",
    "Decision",
    "IntentsUnavailable",
    "Likely",
    "Ruling",
    "Understanding",
    "labels",
    "ready",
    "rule",
    "understander",
]
