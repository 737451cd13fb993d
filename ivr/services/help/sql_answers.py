"""Find articles in our own knowledge base."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import func, or_, select

from ivr.intents.errors import IntentsUnavailable
from ivr.knowledge import Searcher, open_searcher
from ivr.knowledge.tables import ArticleRow
from ivr.knowledge.wordlist import word_list
from ivr.services.help.answers import Found, Told, shortened
from ivr.services.help.tables import ArticleUseRow
from ivr.sources import LookupFailed
from ivr.storage import Database

MOST_COMMON, OFFERED = 9, 2
SURE, LIKELY, CLEAR = 8.0, 6.0, 1.5
"""Score from which an article is told at once, if it leads by CLEAR; and that from which two are offered by title.

Chosen on 33 questions of phone owners and the demo's articles: the search's own certainty was fitted to thousands.
"""

GENERAL = frozenset((Path(__file__).parent / "general_words.txt").read_text(encoding="utf-8").split())
"""Words that tell no more than that it is about the phone."""

WORD = re.compile(r"[\w']+")
_TOLD = (ArticleRow.key, ArticleRow.title, ArticleRow.answer, ArticleRow.answer_cut)


def _told(key: str, title: str, answer: str, is_cut: bool) -> Told:
    """Return what a caller hears of an article: of its title the first line; the others only help to find it."""
    return Told(key, title.partition("\n")[0], answer, is_cut)


class SqlAnswers:
    """Look articles up in the hotline's database; the encoder is loaded with the first question."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now
        self._searcher: Searcher | None = None
        self._opening = Lock()

    def search(self, words: str, language: str, call_sid: str) -> Found:
        """Return what answers a question; see ivr.services.help.answers.Answers."""
        if is_general(words, language):
            return Found("unsure" if self._has_any(language) else "none")
        found = self._open().search(words, language)
        articles = tuple(_told(each.id, each.title, each.answer, each.answer_cut) for each in found.articles)
        if not articles:
            return Found("unsure" if self._has_any(language) else "none")
        scores = [*(each.score for each in found.articles), 0.0]
        if found.decision == "unsure" or scores[0] < LIKELY:
            return Found("unsure", articles[:OFFERED])
        is_sure = scores[0] >= SURE and scores[0] - scores[1] >= CLEAR
        return Found("answer", articles[:1]) if is_sure or len(articles) == 1 else Found("offer", articles[:OFFERED])

    def common(self, language: str, call_sid: str) -> tuple[Told, ...]:
        """Return the articles that callers were told most; see ivr.services.help.answers.Answers."""
        row, use = ArticleRow, ArticleUseRow
        is_told = (use.article == row.key) & (use.language == row.language)
        told = select(*_TOLD).join(use, is_told).order_by(use.uses.desc(), row.id).limit(MOST_COMMON)
        with self._database.reading_rows() as rows:
            found = list(rows.execute(self._valid(told, language)))
            others = select(*_TOLD).where(row.key.not_in([each.key for each in found])).order_by(row.id)
            found += rows.execute(self._valid(others, language).limit(MOST_COMMON - len(found)))
        return tuple(_told(each.key, each.title, each.answer, each.answer_cut) for each in found)

    def steps(self, article: str, language: str, call_sid: str) -> str:
        """Return the text of an article; see ivr.services.help.answers.Answers."""
        asked = select(ArticleRow.text).where(ArticleRow.key == article)
        with self._database.reading_rows() as rows:
            return shortened(rows.scalar(self._valid(asked, language)) or "")

    def _valid(self, asked: Any, language: str) -> Any:
        today, row = self._now().date(), ArticleRow
        begun = or_(row.valid_from.is_(None), row.valid_from <= today)
        return asked.where(row.language == language, begun, or_(row.valid_until.is_(None), row.valid_until >= today))

    def _has_any(self, language: str) -> bool:
        asked = self._valid(select(func.count()).select_from(ArticleRow), language)
        with self._database.reading_rows() as rows:
            return bool(rows.scalar(asked))

    def _open(self) -> Searcher:
        with self._opening:
            if self._searcher is None:
                try:
                    self._searcher = open_searcher(self._database, lambda: self._now().date())
                except IntentsUnavailable as error:
                    raise LookupFailed(str(error), permanent=True) from None
            return self._searcher


def is_general(words: str, language: str) -> bool:
    """Tell whether words ask for help only, and not what about."""
    ignored = word_list(language).ignored | GENERAL
    telling = [
        word for word in WORD.findall(words.casefold()) if word not in ignored and word.partition("'")[0] not in ignored
    ]
    return not any(telling)
