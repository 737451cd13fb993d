"""`fetch`: have the speech model on this machine, or say why not. Never fails a build."""

import argparse
from contextlib import suppress

from ivr.languages import ENGLISH, LANGUAGES
from ivr.offline_voice import NoVoice
from ivr.speech import models, proof
from ivr.speech.cli.common import Commands, own_model


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("fetch", help="fetch and verify the speech model of a language")
    parser.add_argument("language", nargs="?", default=ENGLISH.code, choices=sorted(LANGUAGES))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fetch, and make the clip that proves the model at start."""
    language = LANGUAGES[options.language]
    try:
        if models.fetch(language, own_model()):
            with suppress(NoVoice):
                proof.clip(language)
    except OSError as error:
        print(f"{language.code}: {error}; the hotline will start in keypad mode")
    return 0
