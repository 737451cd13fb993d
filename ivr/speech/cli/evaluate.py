"""`evaluate`: measure a manifest of clips; compare two folders of grammars."""

import argparse
import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ivr.speech.cli.common import Commands, NoModel, add_language, complain, grammar_folder, language_of, model
from ivr.speech.evaluation.comparison import Change, changes
from ivr.speech.evaluation.manifest import Clip, ManifestError, read_manifest
from ivr.speech.evaluation.outcome import Result
from ivr.speech.evaluation.run import run as run_clips
from ivr.speech.evaluation.summary import summaries, table
from ivr.speech.listening import Listening


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("evaluate", help="measure a manifest of clips (CSV: audio,grammar,expected[,text])")
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--grammars", type=Path, metavar="DIR", help="folder of the grammars (default: the project's)")
    parser.add_argument("--against", type=Path, metavar="OLD_DIR", help="say what the grammars mend and break")
    parser.add_argument("--json", metavar="FILE", help="write everything as JSON; - for standard output")
    parser.add_argument("--accept", type=float, default=Listening(()).accept, help="probability to accept from")
    parser.add_argument("--confirm", type=float, default=Listening(()).confirm, help="probability to confirm from")
    add_language(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Recognise every clip and print what became of them."""
    try:
        clips = read_manifest(options.manifest)
        new = _results(clips, options, grammar_folder(options.grammars))
        old = _results(clips, options, options.against) if options.against else None
    except (ManifestError, NoModel) as error:
        return complain(error)
    _show(new, changes(old, new) if old else [], options.json)
    return 0


def _results(clips: list[Clip], options: argparse.Namespace, grammars: Path) -> list[Result]:
    language = language_of(options)
    listening = Listening((), options.language, accept=options.accept, confirm=options.confirm)
    return asyncio.run(run_clips(clips, {language: model(language)}, grammars, listening))


def _show(results: list[Result], changed: list[Change], target: str | None) -> None:
    people = sys.stderr if target == "-" else sys.stdout
    if results:
        print(table(summaries(results)), file=people)
    for line in [f"error: {result.audio}: {result.error}" for result in results if result.error] + changed:
        print(line, file=people)
    if target == "-":
        print(_json(results, changed))
    elif target:
        Path(target).write_text(_json(results, changed) + "\n")


def _json(results: list[Result], changed: list[Change]) -> str:
    everything: dict[str, Any] = {
        "grammars": [asdict(summary) for summary in summaries(results)] if results else [],
        "clips": [asdict(result) for result in results],
        "changes": [{"kind": change.kind, "audio": change.new.audio} for change in changed],
    }
    return json.dumps(everything, ensure_ascii=False, indent=1)
