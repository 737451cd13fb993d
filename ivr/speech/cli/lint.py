"""`lint`: find what is wrong with a grammar or a folder of them, by the standard alone or against the loaded model."""

import argparse
import csv
import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import vosk

from ivr.speech.cli.aloud import aloud
from ivr.speech.cli.common import Commands, NoModel, add_language, complain, grammar_folder, language_of, model
from ivr.speech.grammar.findings import Finding
from ivr.speech.grammar.lint import lint, syntax

HARMLESS = {"garbage"}
"""Kinds of findings that are no fault of the grammars; with --syntax a grammar that is not here is none either."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("lint", help="check a grammar or a folder of them; exit 1 where one must be mended")
    parser.add_argument("path", type=Path, nargs="?", help="file or folder (default: the language's grammars)")
    add_language(parser)
    parser.add_argument("--syntax", action="store_true", help="only what W3C SRGS demands; needs no speech model")
    parser.add_argument("--sounds", action="store_true", help="say each option aloud and list those heard as another")
    parser.add_argument("--noise", type=float, default=12.0, metavar="DB", help="noise below the voice (default: 12)")
    parser.add_argument("--offered", type=Path, metavar="CSV", help="what prompts offer: columns grammar,sentence")
    parser.add_argument(
        "--together", action="append", default=[], metavar="A,B", help="grammars active together, by name; may repeat"
    )
    parser.add_argument("--json", nargs="?", const="-", choices=["-"], help="print the findings as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the findings; exit with 1 when a grammar must be mended."""
    language = language_of(options)
    path = options.path or grammar_folder(None) / language.code
    if not path.exists():
        return complain(FileNotFoundError(f"{path} is not there"))
    try:
        findings = syntax(path, language) if options.syntax else _against_model(path, options)
    except (NoModel, OSError, KeyError) as error:
        return complain(error)
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        print(*findings, sep="\n", end="\n" if findings else "")
    harmless = HARMLESS | ({"absent"} if options.syntax else set())
    return int(any(finding.kind not in harmless for finding in findings))


def _against_model(path: Path, options: argparse.Namespace) -> list[Finding]:
    language = language_of(options)
    folder = model(language)
    vosk.SetLogLevel(-1)
    loaded = vosk.Model(str(folder))
    words = [line.split()[0] for line in (folder / "graph" / "words.txt").read_text().splitlines()]
    with ExitStack() as stack:
        return lint(
            path,
            language,
            lambda word: loaded.vosk_model_find_word(word) >= 0,
            model_words=words,
            offered=_offered(options.offered) if options.offered else None,
            together=[names.split(",") for names in options.together],
            hear=stack.enter_context(aloud(language, folder, options.noise)) if options.sounds else None,
        )


def _offered(path: Path) -> dict[str, list[str]]:
    """Return the sentences that prompts offer, by grammar. Raises KeyError for other columns."""
    offered: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            offered.setdefault(row["grammar"], []).append(row["sentence"])
    return offered
