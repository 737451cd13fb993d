"""Bring articles from a file into our tables: new ones in, changed ones up to date, the same ones untouched."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from ivr.intents.encoder import Encoder
from ivr.knowledge import grouping
from ivr.knowledge.article import Article, BadArticle
from ivr.knowledge.sounds import sound_of
from ivr.knowledge.tables import ArticleRow, ArticleTermRow, ArticleVectorRow
from ivr.knowledge.terms import said, terms
from ivr.knowledge.word_index import LONGEST_TERM, Indexed, Seen, in_parts, word_index
from ivr.storage import Database

BATCH = 100
"""Articles that are written in one transaction, so that callers' turns get in between."""
TERMS_AT_ONCE = 1000
COLUMNS = ("language", "title", "text", "answer", "answer_cut", "valid_from", "valid_until")
Told = Callable[[str, int | None], Callable[[int], object]]
"""Begins a part of the work: what is counted and how many, None for nobody knows; returns what counts them."""


@dataclass
class Imported:
    """What an import did."""

    new: int = 0
    changed: int = 0
    same: int = 0
    bad: int = 0

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.same} the same, {self.bad} left out"


def import_articles(
    database: Database,
    rows: Iterable[Article | BadArticle],
    encoder: Encoder,
    tell_bad: Callable[[BadArticle], object],
    begin: Told = lambda what, total: lambda done: None,
    total: int | None = None,
) -> Imported:
    """Store the good rows, then prepare the search; return what became of the rows. An id comes once in a language.

    Each bad row is told as it comes. What was stored stays if a later row fails or the import is stopped, and the next
    import goes on with what was not prepared.
    """
    done = Imported()
    count = begin("articles", total)
    for batch in in_parts(rows, BATCH):
        good = [row for row in batch if isinstance(row, Article)]
        for row in batch:
            if isinstance(row, BadArticle):
                tell_bad(row)
                done.bad += 1
        if good:
            with database.writing_rows() as connection:
                _store(connection, good, done)
        count(len(batch))
    _prepare(database, encoder, begin, done)
    return done


def _prepare(database: Database, encoder: Encoder, begin: Told, done: Imported) -> None:
    left = grouping.missing(database)
    if left:
        grouping.encode_missing(database, encoder, begin("titles understood", left))
    if left or done.new or done.changed:
        count_terms(database)


def count_terms(database: Database) -> None:
    """Count in how many articles each term is, for the search; write what changed."""
    with database.reading_rows() as rows:
        now = {term: seen for term, seen in word_index(rows).terms(rows) if len(term) <= LONGEST_TERM}
        asked = select(ArticleTermRow.term, ArticleTermRow.titles, ArticleTermRow.articles)
        before = {row[0]: Seen(row[1], row[2]) for row in rows.execute(asked)}
    changed = [term for term in before if now.get(term) != before[term]]
    fresh = [(term, seen) for term, seen in now.items() if before.get(term) != seen]
    for old in in_parts(changed, TERMS_AT_ONCE):
        with database.writing_rows() as rows:
            rows.execute(delete(ArticleTermRow).where(ArticleTermRow.term.in_(old)))
    for new in in_parts(fresh, TERMS_AT_ONCE):
        with database.writing_rows() as rows:
            rows.execute(insert(ArticleTermRow), [_of_term(term, seen) for term, seen in new])


def _of_term(term: str, seen: Seen) -> dict[str, Any]:
    return {"term": term, "sound": sound_of(term), "titles": seen.titles, "articles": seen.articles}


def _store(rows: Connection, articles: Sequence[Article], done: Imported) -> None:
    known = _known(rows, articles)
    new = [article for article in articles if (article.id, article.language) not in known]
    changed = [article for article in articles if _differs(article, known)]
    if new:
        ids = rows.scalars(
            insert(ArticleRow).returning(ArticleRow.id, sort_by_parameter_order=True), [_values(each) for each in new]
        )
        _index(rows, list(zip(ids, new, strict=True)))
    for article in changed:
        before = known[article.id, article.language]
        rows.execute(update(ArticleRow).where(ArticleRow.id == before.id).values(**_values(article)))
        if before.title != article.title:
            rows.execute(delete(ArticleVectorRow).where(ArticleVectorRow.article_id == before.id))
    _index(rows, [(known[each.id, each.language].id, each) for each in changed])
    done.new += len(new)
    done.changed += len(changed)
    done.same += len(articles) - len(new) - len(changed)


def _known(rows: Connection, articles: Sequence[Article]) -> dict[tuple[str, str], Any]:
    keys = [(article.id, article.language) for article in articles]
    asked = select(ArticleRow.__table__).where(tuple_(ArticleRow.key, ArticleRow.language).in_(keys))
    return {(row.key, row.language): row for row in rows.execute(asked)}


def _differs(article: Article, known: dict[tuple[str, str], Any]) -> bool:
    before = known.get((article.id, article.language))
    return before is not None and any(getattr(before, name) != getattr(article, name) for name in COLUMNS)


def _values(article: Article) -> dict[str, Any]:
    values = vars(article).copy()
    return {"key": values.pop("id"), **values}


def _index(rows: Connection, articles: Sequence[tuple[int, Article]]) -> None:
    if articles:
        word_index(rows).put(rows, [_indexed(id_, article) for id_, article in articles])


def _indexed(id_: int, article: Article) -> Indexed:
    title, text = (
        [term for term in terms(said(each), article.language) if len(term) <= LONGEST_TERM]
        for each in (article.title, f"{article.answer if not article.answer_cut else ''} {article.text}")
    )
    return Indexed(id_, title, text)
