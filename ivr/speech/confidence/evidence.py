"""What speaks for and against a decode: the features of the logistic model."""

from dataclasses import dataclass

from ivr.speech.decoding import GARBAGE, Decode


@dataclass(frozen=True)
class Evidence:
    """Features of one decode."""

    lowest: float
    mean: float
    garbage: float

    @classmethod
    def of(cls, decode: Decode) -> "Evidence":
        """Return the evidence in a decode's words."""
        words = [word for word in decode.words if word.text != GARBAGE]
        if not words:
            return cls(0.0, 0.0, 1.0)
        confidences = [word.confidence for word in words]
        return cls(min(confidences), sum(confidences) / len(confidences), 1 - len(words) / len(decode.words))
