"""Effects of calls for help: see tests.outbox.effect."""

from sqlalchemy import func, insert, select

from ivr.knowledge.tables import ArticleRow
from ivr.services.help.tables import ArticleUseRow
from tests.outbox.effect import Effect, after


def add_articles(database, now):
    """Add two articles, without the encoder that searching needs."""
    with database.writing_rows() as rows:
        for key in "ab":
            told = {"key": key, "language": "en", "title": f"Title {key}", "text": "Text.", "answer": "Text."}
            rows.execute(insert(ArticleRow).values(told | {"answer_cut": False}))


def uses(database, _courier):
    """Return an entry for each time that an article was counted."""
    with database.reading() as session:
        return [True] * (session.scalar(select(func.sum(ArticleUseRow.uses))) or 0)


EFFECTS = (
    Effect(
        "article",
        after("1", "1"),
        uses,
        None,
        hears="Text.",
        kind="count_article",
        form="help",
        demo=add_articles,
    ),
)
