"""`python -m ivr.services.centres`: write the grammars of the names of places anew, after an import of places."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from ivr.command import run
from ivr.keys import settings_with_keys
from ivr.languages import LANGUAGES, Language
from ivr.services.centres.place_names import NAME, write_names
from ivr.settings import PROJECT, Settings
from ivr.speech.models import installed
from ivr.storage import Database, open_database

SHOWN = 20


def main(arguments: list[str], project: Path = PROJECT) -> int:
    """Write the grammar of each language that is named, and tell which names nobody can say."""
    parser = argparse.ArgumentParser(prog="python -m ivr.services.centres", description=__doc__)
    parser.add_argument("language", nargs="*", choices=[[], *LANGUAGES], help="languages (default: all)")
    codes = parser.parse_args(arguments).language or [*LANGUAGES]
    settings = settings_with_keys()
    database = open_database(settings)
    for code in codes:
        _write(database, LANGUAGES[code], settings, project / "grammars" / code / "centres" / f"{NAME}.gram")
    return 0


def _write(database: Database, language: Language, settings: Settings, path: Path) -> None:
    with database.reading_rows() as rows:
        written = write_names(rows, language, vocabulary(language, settings))
    if not written.names:
        print(f"{language.code}: there are no places; import some first", file=sys.stderr)
        return
    path.write_text(written.text, encoding="utf-8")
    print(f"{language.code}: {written.names} names; {len(written.left_out)} have words that the speech model lacks")
    for name in written.left_out[:SHOWN]:
        print(f"{language.code}:   {name}", file=sys.stderr)


def vocabulary(language: Language, settings: Settings) -> Callable[[str], bool]:
    """Return what tells whether a language's model knows a word; without a model all are taken for known."""
    folder = installed(language, settings.model_path if settings.language == language.code else None)
    words = folder and folder / "graph" / "words.txt"
    if not words or not words.exists():
        return lambda word: True
    known = {line.split()[0] for line in words.read_text(encoding="utf-8").splitlines() if line}
    return known.__contains__


if __name__ == "__main__":
    run(lambda: main(sys.argv[1:]))
