"""`fetch`: have the speech model on this machine, or say why not. Never fails a build."""

import argparse

from ivr.speech import models, proof
from ivr.speech.cli.common import Commands, own_model


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("fetch", help="fetch and verify the speech model of a language")
    parser.add_argument("language", nargs="?", default="en", choices=sorted(models.SOURCES))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Fetch, and make the clip that proves the model at start."""
    try:
        if models.fetch(options.language, own_model()):
            proof.clip()
    except OSError as error:
        print(f"{options.language}: {error}; the hotline will start in keypad mode")
    return 0
