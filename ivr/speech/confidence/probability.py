"""The logistic models: evidence in, calibrated probability out. Their numbers are in a file, made by `fitting`."""

import json
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from ivr.speech.confidence.evidence import Evidence
from ivr.speech.emphasis import JUDGED, Judged

FILE = "confidence.json"
DOUBT = 0.6
"""How far a loud stretch outside of all words may bring a reading down: to a question back, never to a refusal."""


@dataclass(frozen=True)
class Logistic:
    """Weights of the features, and what is added."""

    weights: dict[str, float]
    bias: float

    @classmethod
    def of(cls, fields: dict[str, Any]) -> Self:
        """Return the model of JSON values; raise ValueError when they are about other features than ours."""
        if set(fields["weights"]) != set(Evidence.names()):
            raise ValueError("the confidence file is about other evidence: fit it again")
        return cls(fields["weights"], fields["bias"])

    def probability(self, evidence: Evidence) -> float:
        """Return the probability that the reading is what was said."""
        pairs = zip(Evidence.names(), evidence.values(), strict=True)
        odds = self.bias + sum(self.weights[name] * value for name, value in pairs)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True)
class Model:
    """A logistic model for each kind of grammar, and one for single digits: they fail in different ways."""

    by_kind: dict[str, Logistic]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the models of a file; raise ValueError when they are not about our kinds and features."""
        fields = json.loads(path.read_text())["kinds"]
        if set(fields) != set(JUDGED):
            raise ValueError(f"{path} is about other kinds of grammars: fit it again")
        return cls({kind: Logistic.of(fields[kind]) for kind in JUDGED})

    def probability(self, evidence: Evidence, kind: Judged) -> float:
        """Return the probability that the reading is what was said."""
        without = self.by_kind[kind].probability(replace(evidence, outside=0.0))
        return max(self.by_kind[kind].probability(evidence), min(without, DOUBT))
