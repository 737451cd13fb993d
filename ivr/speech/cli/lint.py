"""`lint`: find what is wrong with a folder of grammars, against the loaded model."""

import argparse
from pathlib import Path

import vosk

from ivr.speech.cli.common import Commands, NoModel, complain, grammar_folder, model
from ivr.speech.grammar.lint import lint


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("lint", help="check a folder of grammars against the model")
    parser.add_argument("folder", type=Path, nargs="?", help="folder of the grammars (default: the project's English)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the findings; exit with 1 when a grammar must be mended."""
    folder = options.folder or grammar_folder(None) / "en"
    if not folder.is_dir():
        return complain(NotADirectoryError(f"{folder} is no folder"))
    try:
        path = model()
    except NoModel as error:
        return complain(error)
    vosk.SetLogLevel(-1)
    loaded = vosk.Model(str(path))
    words = [line.split()[0] for line in (path / "graph" / "words.txt").read_text().splitlines()]
    findings = lint(folder, lambda word: loaded.vosk_model_find_word(word) >= 0, model_words=words)
    for finding in findings:
        print(f"{finding.kind}: {finding}")
    return int(any(finding.kind != "garbage" for finding in findings))
