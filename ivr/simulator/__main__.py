"""`python -m ivr.simulator call|serve|load|fuzz`: exit 0 all held, 1 something did not, 2 wrong use."""

import argparse
import os
import sys

from ivr.simulator.commands import call, fuzz, load, serve
from ivr.simulator.guards import CallFailed, Refused, refuse_production
from ivr.simulator.phone.scenario_file import BadScenario

COMMANDS = (call, serve, load, fuzz)


def main(arguments: list[str] | None = None, prog: str = "python -m ivr.simulator") -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog=prog, description="Twilio without Twilio.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.declare(commands)
    words = sys.argv[1:] if arguments is None else arguments
    options = parser.parse_args(words)
    options.words = words
    try:
        refuse_production(os.environ)
        return int(options.start(options))
    except (Refused, BadScenario, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    except CallFailed as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run() -> int:
    """Run as the console script: apps are found in the current folder, as with `python -m`."""
    sys.path.insert(0, os.getcwd())
    return main(prog="ivr-simulator")


if __name__ == "__main__":
    sys.exit(main())
