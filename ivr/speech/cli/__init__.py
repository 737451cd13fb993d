"""The command line of the speech package, one file a command."""

import argparse
import os

from ivr.speech.cli import evaluate, fetch, lint, recognise, understand

COMMANDS = (fetch, recognise, understand, evaluate, lint)


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m ivr.speech", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    options = parser.parse_args(argv)
    try:
        status: int = options.run(options)
    except BrokenPipeError:  # the reader of our output (head, less) had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        status = 0
    return status
