"""What the hotline may ask about faults and remedies, and what it gets back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from ivr.storage import Json

Decision = Literal["answer", "offer", "unsure"]


@dataclass(frozen=True)
class Symptom:
    """Something that may be wrong, with its name by language."""

    id: str
    name: Mapping[str, str]
    danger: bool = False

    def to_json(self) -> dict[str, Json]:
        """Return the symptom as JSON."""
        return {"id": self.id, "name": dict(self.name), "danger": self.danger}


@dataclass(frozen=True)
class Found:
    """What words led to: one symptom, a few to choose from, or none that is likely."""

    decision: Decision
    symptoms: tuple[Symptom, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {"decision": self.decision, "symptoms": [each.to_json() for each in self.symptoms]}


class Faults(Protocol):
    """Where symptoms and remedies are found. All of this only reads, and raises LookupFailed."""

    def search(self, words: str, language: str, call_sid: str) -> Found:
        """Return which symptoms the caller's own words tell of, the likeliest first."""
        ...

    def symptoms(self, call_sid: str) -> tuple[Symptom, ...]:
        """Return all symptoms, those that are reported most first."""
        ...

    def remedies(self, symptom: str, model: str, version: str, call_sid: str) -> tuple[Mapping[str, str], ...]:
        """Return the steps against a symptom by language; of a model and version where these are known ("": not)."""
        ...
