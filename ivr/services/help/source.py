"""Choose where articles are looked up, ask there with the values of the dialog, and count what was told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from ivr.outbox.handling import Do
from ivr.services.help.answers import Answers
from ivr.services.help.http_answers import HttpAnswers
from ivr.services.help.sql_answers import SqlAnswers
from ivr.services.help.tables import ArticleUseRow
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json, Rows, connection_of
from ivr.storage.conflict import insert_new


def open_articles(context: Context) -> Source:
    """Return the source "help_articles": a question in own words in, the articles that answer it out."""
    answers = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        return Answer(answers.search(str(using["help_words"]), str(using["language"]), call_sid).to_json())

    return ask


def open_common(context: Context) -> Source:
    """Return the source "help_common": the articles that are told most, in the language of the call."""
    answers = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        found = answers.common(str(using["language"]), call_sid)
        return Answer({"articles": [each.to_json() for each in found]})

    return ask


def open_steps(context: Context) -> Source:
    """Return the source "help_steps": an article in, its text as it is sent out."""
    answers = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        article: Any = using["article"]
        return Answer({"text": answers.steps(str(article["id"]), str(using["language"]), call_sid)})

    return ask


def count_article(rows: Rows, payload: Json, _at: datetime) -> None:
    """Count an article that was told, in the transaction of the turn that tells it."""
    told: Any = payload
    which = {"article": str(told["article"]["id"]), "language": str(told["language"])}
    if not insert_new(rows, ArticleUseRow, {**which, "uses": 1}):
        counted = update(ArticleUseRow).filter_by(**which).values(uses=ArticleUseRow.uses + 1)
        connection_of(rows).execute(counted)


def open_counter(context: Context) -> Do:
    """Return what counts an article for code of before `count_article`, which left that to the outbox."""

    def do(payload: Json, key: str) -> Json:
        with context.database.writing_rows() as rows:
            count_article(rows, payload, context.now())
        return {}

    return do


def _open(context: Context) -> Answers:
    settings = context.settings
    if settings.look_up_url:
        return HttpAnswers(settings.look_up_url, settings.look_up_token.get_secret_value())
    return SqlAnswers(context.database, context.now)
