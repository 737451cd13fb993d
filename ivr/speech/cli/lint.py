"""`lint`: find what is wrong with a grammar or a folder of them, by the standard alone or against the loaded model."""

import argparse
import csv
import json
from contextlib import ExitStack, suppress
from dataclasses import asdict
from pathlib import Path

import vosk

from ivr.languages import ENGLISH, LANGUAGES, Language
from ivr.speech.cli.aloud import aloud
from ivr.speech.cli.common import Commands, NoModel, complain, grammar_folder, model
from ivr.speech.grammar.errors import GrammarError
from ivr.speech.grammar.findings import Finding
from ivr.speech.grammar.lint import grammar_files, lint, primary, syntax
from ivr.speech.grammar.reader import read_file

HARMLESS = {"garbage"}
"""Kinds of findings that are no fault of the grammars; with --syntax a grammar that is not here is none either."""


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("lint", help="check a grammar or a folder of them; exit 1 where one must be mended")
    parser.add_argument("path", type=Path, nargs="?", help="file or folder (default: the language's grammars)")
    parser.add_argument(
        "--language", choices=sorted(LANGUAGES), help="default: what the grammars declare, else English"
    )
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
    path = options.path or grammar_folder(None) / (options.language or ENGLISH.code)
    if not path.exists():
        return complain(FileNotFoundError(f"{path} is not there"))
    try:
        findings = [finding for part in _parts(path) for finding in _lint(part, options)]
    except (NoModel, OSError, KeyError) as error:
        return complain(error)
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        print(*findings, sep="\n", end="\n" if findings else "")
    harmless = HARMLESS | ({"absent"} if options.syntax else set())
    return int(any(finding.kind not in harmless for finding in findings))


def _parts(path: Path) -> list[Path]:
    """Return the folders of languages in a folder that holds nothing else, each for its own model; else the path."""
    inside = [each for each in sorted(path.glob("*/")) if each.name in LANGUAGES]
    return inside if inside and not any(path.glob("*.gr*m*")) else [path]


def _lint(path: Path, options: argparse.Namespace) -> list[Finding]:
    language = LANGUAGES[options.language] if options.language else _declared(path)
    return syntax(path, language) if options.syntax else _against_model(path, language, options)


def _declared(path: Path) -> Language:
    """Return the language that the grammars declare, by the first that declares one of ours; else English."""
    for file in grammar_files(path):
        with suppress(GrammarError):
            if language := LANGUAGES.get(primary(read_file(file).language)):
                return language
    return ENGLISH


def _against_model(path: Path, language: Language, options: argparse.Namespace) -> list[Finding]:
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
