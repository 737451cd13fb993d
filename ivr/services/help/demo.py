"""Bring invented articles in, so that a newcomer has something to ask."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from ivr.intents.encoder import encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.knowledge import import_articles
from ivr.knowledge.reading import read_articles
from ivr.knowledge.tables import ArticleRow
from ivr.storage import Database

ARTICLES = Path(__file__).parent / "demo_articles.csv"
"""Common questions about a phone, in each language: texts of our own."""

FIRST_STEPS = '  help:             say "how do i take a screenshot", or "how do i make the text bigger"'
BY_KEYS = '  help:             at "what is it about" press 3, 3, then the key of "how to use your phone"; then 1'


def add_demo_articles(database: Database, now: datetime) -> None:
    """Fill an empty knowledge base; leave one that has articles alone, and an installation without an encoder."""
    with database.reading() as session:
        if session.scalar(select(ArticleRow.id).limit(1)) is not None:
            return
    try:
        known = encoder()
    except IntentsUnavailable:
        return
    import_articles(database, read_articles(ARTICLES, "en"), known, _never)


def _never(bad: object) -> None:
    raise AssertionError(f"the demo has a bad article: {bad}")
