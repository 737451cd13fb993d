"""Article bases in throw-away databases, and the questions to ask them."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ivr.intents.encoder import Encoder, encoder
from ivr.knowledge import import_articles
from ivr.knowledge.reading import read_articles
from ivr.storage import Database, Keyring, new_key
from ivr.storage.migrate import upgrade
from tests.bench.articles import Article, write

QUESTIONS = Path(__file__).parent.parent / "knowledge"


@dataclass(frozen=True)
class Asked:
    """A question and the title of its answer, empty where there is none."""

    words: str
    title: str


def made_up() -> list[tuple[str, str]]:
    """Return questions that somebody made up, each with the title of its article."""
    found: list[tuple[str, str]] = []
    title = ""
    for line in (QUESTIONS / "pairs.txt").read_text().splitlines():
        if line.startswith("  "):
            found.append((line.strip(), title))
        elif not line.startswith("#"):
            title = line.strip()
    return found


def unanswerable() -> list[str]:
    """Return made-up questions that no article answers."""
    lines = (QUESTIONS / "unanswerable.txt").read_text().splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def asked_by_strangers(path: Path) -> list[Asked]:
    """Return the questions of a file with the columns question and answer_title."""
    with path.open(encoding="utf-8") as file:
        return [Asked(row["question"], row["answer_title"]) for row in csv.DictReader(file)]


@contextmanager
def base_of(rows: Iterable[Article], url: str = "", encode: Encoder | None = None) -> Iterator[Database]:
    """Import articles into a new SQLite file, or into an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder) / "articles.csv", rows)
        database = Database(url or f"sqlite:///{folder}/articles.sqlite3", Keyring.from_text(new_key(), new_key()))
        upgrade(database)
        import_articles(database, read_articles(file, "en"), encode or encoder(), print)
        file.unlink()
        yield database
        database.dispose()
