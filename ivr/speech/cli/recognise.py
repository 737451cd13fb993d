"""`recognise`: say what one clip is taken for under a grammar, as JSON."""

import argparse
import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ivr.languages import Language
from ivr.speech.audio import AudioError, read_wav
from ivr.speech.cli.common import Commands, NoModel, add_language, complain, grammar_folder, language_of, model
from ivr.speech.grammar import GrammarError
from ivr.speech.listening import Listening
from ivr.speech.recognition import Recognition
from ivr.speech.speech import Speech


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("recognise", help="recognise one WAV under a grammar; prints JSON")
    parser.add_argument("audio", type=Path)
    parser.add_argument(
        "--grammar", required=True, action="append", help="a file, a name or builtin:digits; may repeat"
    )
    parser.add_argument("--grammars", type=Path, metavar="DIR", help="folder of the grammars (default: the project's)")
    parser.add_argument("--accept", type=float, default=Listening(()).accept, help="probability to accept from")
    parser.add_argument("--confirm", type=float, default=Listening(()).confirm, help="probability to confirm from")
    add_language(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Recognise the clip and print the result."""
    listening = Listening(tuple(options.grammar), options.language, accept=options.accept, confirm=options.confirm)
    try:
        recognition = asyncio.run(
            _recognise(language_of(options), read_wav(options.audio), listening, options.grammars)
        )
    except (AudioError, GrammarError, NoModel) as error:
        return complain(error)
    print(json.dumps(as_json(recognition), ensure_ascii=False, indent=2))
    return 0


def as_json(recognition: Recognition) -> dict[str, Any]:
    """Return a recognition as JSON values, without its sound."""
    fields = asdict(recognition)
    del fields["clip"], fields["latency"]
    return fields


async def _recognise(language: Language, mulaw: bytes, listening: Listening, grammars: Path | None) -> Recognition:
    async with Speech.open({language: model(language)}, grammar_folder(grammars), decoders=1) as speech:
        recognition = await speech.recognise(mulaw, listening)
    if recognition is None:
        raise NoModel(speech.health.detail)
    return recognition
