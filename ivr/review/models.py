"""Keep trained models of topics in the database, so that each host has those of what supervisors published."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from ivr.intents import store
from ivr.intents.encoder import encoder
from ivr.intents.sentences import learned
from ivr.review.tables import TopicModelRow
from ivr.storage import Database
from ivr.storage.conflict import insert_new
from ivr.whole_files import write_whole

Tell = Callable[[str], None]


def fetch(database: Database, language: str, grammars: Path) -> bool:
    """Put the model of some grammars where it is looked for; return False where nobody has trained it yet."""
    path = store.path_of(language, grammars)
    if path.exists():
        return True
    with database.reading_rows() as rows:
        data = rows.scalar(select(TopicModelRow.data).where(TopicModelRow.name == path.stem))
    if data:
        write_whole(path, data)
    return bool(data)


def train(database: Database, language: str, grammars: Path) -> Path:
    """Train the model of some grammars, unless somebody has; keep it for all hosts; return where it is here."""
    path = store.path_of(language, grammars)
    if not fetch(database, language, grammars):
        from ivr.intents.training import train as trained  # scipy is needed here alone

        store.save(trained(learned(language, grammars), encoder()), path)
    with database.writing_rows() as rows:
        insert_new(rows, TopicModelRow, {"name": path.stem, "data": path.read_bytes(), "at": datetime.now(UTC)})
    return path
