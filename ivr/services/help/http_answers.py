"""Find articles in somebody else's system over HTTP, as openapi.yaml describes it."""

from dataclasses import replace

from pydantic import TypeAdapter

from ivr.services.help.answers import Found, Told, shortened
from ivr.sources import LookupFailed
from ivr.sources.http import OPEN_SECONDS, BackEnd, wrong_answer
from ivr.sources.values import one_line
from ivr.storage import Json

FOUND, COMMON, STEPS = TypeAdapter(Found), TypeAdapter(dict[str, tuple[Told, ...]]), TypeAdapter(dict[str, str])
MOST_COMMON = 9


class HttpAnswers:
    """Ask an HTTP back end."""

    def __init__(self, url: str, token: str, *, open_seconds: float = OPEN_SECONDS) -> None:
        self._back_end = BackEnd(url, token, open_seconds)

    def search(self, words: str, language: str, call_sid: str) -> Found:
        """Return what answers a question; see ivr.services.help.answers.Answers."""
        question: dict[str, Json] = {"words": words, "language": language, "call": call_sid}
        found = self._back_end.read("/help/search", question, FOUND)
        needed = {"answer": 1, "offer": 2}.get(found.decision, 0)
        if len(found.articles) < needed:
            raise wrong_answer()
        return replace(found, articles=tuple(map(_said, found.articles)))

    def common(self, language: str, call_sid: str) -> tuple[Told, ...]:
        """Return the articles that callers were told most; see ivr.services.help.answers.Answers."""
        question: dict[str, Json] = {"language": language, "call": call_sid}
        found = self._back_end.read_part("/help/common", question, COMMON, "articles")
        return tuple(map(_said, found))[:MOST_COMMON]

    def steps(self, article: str, language: str, call_sid: str) -> str:
        """Return the text of an article; see ivr.services.help.answers.Answers."""
        question: dict[str, Json] = {"article": article, "language": language, "call": call_sid}
        return shortened(self._back_end.read_part("/help/steps", question, STEPS, "steps"))


def _said(article: Told) -> Told:
    told = replace(article, title=one_line(article.title), answer=one_line(article.answer))
    if not (told.title and told.answer):
        raise LookupFailed("an article has no title or no answer", permanent=True)
    return told
