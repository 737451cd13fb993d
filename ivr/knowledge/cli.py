"""The commands: import, search."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Never

from sqlalchemy.exc import SQLAlchemyError
from tqdm import tqdm

from ivr.intents.encoder import encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.knowledge.article import BadArticle
from ivr.knowledge.errors import KnowledgeUnavailable
from ivr.knowledge.importing import import_articles
from ivr.knowledge.reading import count_rows, read_articles
from ivr.knowledge.searching import Result, open_searcher
from ivr.storage import Database, DatabaseBusy
from ivr.storage.migrate import upgrade

Open = Callable[[], Database]
SOME_BAD, UNUSABLE = 1, 2


def main(arguments: Sequence[str], open_database: Open) -> int:
    """Run a command; return its exit status: 1 where rows were left out, 2 where nothing could be done."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, open_database()))
    except (KnowledgeUnavailable, IntentsUnavailable) as error:
        print(f"error: {error}", file=sys.stderr)
    except DatabaseBusy:
        print("error: the database is busy; try again, what was imported stays", file=sys.stderr)
    except SQLAlchemyError as error:
        print(
            f"error: the database can't be used ({type(error).__name__}): is IVR_DATABASE_URL right?", file=sys.stderr
        )
    return UNUSABLE


def bring_in(options: argparse.Namespace, database: Database) -> int:
    """Import a file or a folder; name each bad row."""
    rows = read_articles(options.file, options.language)
    upgrade(database)
    bars = _Bars()
    try:
        done = import_articles(database, rows, encoder(), bars.tell, bars.begin, count_rows(options.file))
    finally:
        bars.close()
    print(done)
    return SOME_BAD if done.bad else 0


def search(options: argparse.Namespace, database: Database) -> int:
    """Answer each line, or the question given, with a line of JSON."""
    upgrade(database)
    searcher = open_searcher(database)
    lines: Iterable[str] = _lines() if options.words == "-" else [options.words]
    for line in lines:
        print(json.dumps(as_json(searcher.search(line, options.language)), ensure_ascii=False), flush=True)
    return 0


def as_json(result: Result) -> dict[str, object]:
    """Return a result as the command prints it."""
    articles = [{"id": each.id, "title": each.title, "score": round(each.score, 3)} for each in result.articles]
    return {"words": result.words, "decision": result.decision, "articles": articles}


class _Bars:
    """Shows a progress bar for each part of an import, and the bad rows between."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] | None = None

    def begin(self, what: str, total: int | None) -> Callable[[int], object]:
        """Show the bar of a new part."""
        self.close()
        bar: tqdm[Never] = tqdm(total=total, unit=f" {what}", disable=None)
        self._bar = bar
        return bar.update

    def tell(self, bad: BadArticle) -> None:
        """Name a bad row."""
        tqdm.write(str(bad), file=sys.stderr)

    def close(self) -> None:
        """Leave the bar that is shown as it stands."""
        if self._bar is not None:
            self._bar.close()


def _lines() -> Iterable[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ivr.knowledge", description="The articles about the phone.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    told = "new articles are added, changed ones updated, bad rows named and left out"
    brings = commands.add_parser("import", help=told)
    brings.add_argument("file", type=Path, help="CSV, JSON lines (.jsonl), or a folder of Markdown and HTML")
    brings.add_argument("--language", default="en", help="language of documents that don't say theirs (default: en)")
    brings.set_defaults(run=bring_in)
    searches = commands.add_parser("search", help="find the articles that answer a question, as JSON")
    searches.add_argument("words", help="a question; - reads lines and answers each with a line")
    searches.add_argument("--language", help="search articles of this language only (default: of all)")
    searches.set_defaults(run=search)
    return parser
