"""`understand`: say what typed words mean under a grammar, as JSON; no sound and no model are needed."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from ivr.speech.cli.common import Commands, add_language, complain, grammar_folder, language_folder, language_of
from ivr.speech.grammar import Grammar, GrammarError, load, union
from ivr.speech.grammar.model import Mode


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("understand", help="what words mean under a grammar; exit 1 where they are not taken")
    parser.add_argument("words", help="what was said or pressed; - reads lines and answers each with a line")
    parser.add_argument(
        "--grammar", required=True, action="append", help="a file, a name, name#rule or builtin:digits; may repeat"
    )
    parser.add_argument("--grammars", type=Path, metavar="DIR", help="folder of the grammars (default: the project's)")
    parser.add_argument("--keys", action="store_true", help="the words are keys: use the grammar's keys")
    add_language(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the meanings; exit with 1 when any words are not taken."""
    language = language_of(options)
    mode: Mode = "dtmf" if options.keys else "voice"
    folder = language_folder(grammar_folder(options.grammars), language)
    try:
        grammar = union([load(ref, language=language, folder=folder, mode=mode) for ref in options.grammar])
    except GrammarError as error:
        return complain(error)
    lines: Iterable[str] = map(str.strip, sys.stdin) if options.words == "-" else [options.words]
    answers = [understood(grammar, line) for line in lines]
    for answer in answers:
        print(json.dumps(answer, ensure_ascii=False, indent=None if options.words == "-" else 2))
    return int(not all(answer["taken"] for answer in answers))


def understood(grammar: Grammar, words: str) -> dict[str, Any]:
    """Return whether the grammar takes the words, and their meanings, best first; else what its free wordings take.

    Figures are read aloud. Words may be taken and have no meaning, where a script of their tags fails or a check digit
    is wrong.
    """
    spoken = () if grammar.mode == "dtmf" else grammar.language.figures(words)
    said = next(filter(partial(_taken, grammar), spoken), words)
    taken = _taken(grammar, said)
    free = None if taken else grammar.free()
    if free:
        return understood(free, words)
    return {"words": words, "taken": taken, "meanings": [asdict(meaning) for meaning in grammar.meanings(said)]}


def _taken(grammar: Grammar, words: str) -> bool:
    return grammar.expects(words).complete
