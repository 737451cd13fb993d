"""What the hotline may ask about articles, and what it gets back."""

from dataclasses import dataclass
from typing import Literal, Protocol

from ivr.storage import Json

MOST_STEPS = 900
"""Characters of the steps that are sent: a text message has room for no more."""

Decision = Literal["answer", "offer", "unsure", "none"]


@dataclass(frozen=True)
class Told:
    """An article as callers hear it; `cut` says that no person wrote the answer."""

    id: str
    title: str
    answer: str
    cut: bool = False

    def to_json(self) -> dict[str, Json]:
        """Return the article as JSON."""
        return dict(vars(self))


@dataclass(frozen=True)
class Found:
    """What a question led to: one article, a few to choose from, doubt, or an empty base."""

    decision: Decision
    articles: tuple[Told, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """Return it as JSON."""
        return {"decision": self.decision, "articles": [each.to_json() for each in self.articles]}


class Answers(Protocol):
    """Where articles are found. All of this only reads, and raises LookupFailed."""

    def search(self, words: str, language: str, call_sid: str) -> Found:
        """Return what answers a question, the likeliest first, in this language only."""
        ...

    def common(self, language: str, call_sid: str) -> tuple[Told, ...]:
        """Return the articles that callers were told most, at most nine."""
        ...

    def steps(self, article: str, language: str, call_sid: str) -> str:
        """Return the text of an article, shortened to what a text message has room for; "" where it is gone."""
        ...


def shortened(text: str, most: int = MOST_STEPS) -> str:
    """Return the whole sentences or lines of a text that fit."""
    text = text.strip()
    if len(text) <= most:
        return text
    end = max(text.rfind(sign, 0, most) for sign in (". ", "。", "! ", "? ", ".\n", "\n"))
    return text[: end + 1].strip() if end > 0 else text[:most]
