"""Play stories by seed.

python -m tests.virtual hunt [--calls N] [--seed S]      look for seeds that break a rule
python -m tests.virtual replay SEED [--acts ...] [--faults ...] [--log]
python -m tests.virtual planted [--seeds N]              which planted bugs are caught, in how many seeds
python -m tests.virtual speed                            the repair call: virtual seconds per real second
"""

import argparse
import sys
from dataclasses import replace

from tests.virtual.hotline import Hotline
from tests.virtual.hunt import hunt, report
from tests.virtual.planted import BUGS, planted
from tests.virtual.speed import speed
from tests.virtual.story import story
from tests.virtual.transcript import transcript
from tests.virtual.world import play

TOLD_EVERY = 1000
MOST_FAILED = 5


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.virtual", description=__doc__)
    commands = parser.add_subparsers(required=True)
    hunting = _command(commands, "hunt", _hunt)
    hunting.add_argument("--calls", type=int, default=200)
    hunting.add_argument("--seed", type=int, default=0)
    replay = _command(commands, "replay", _replay)
    replay.add_argument("seed", type=int)
    replay.add_argument("--acts", default="all", help="places of the acts to keep: 0.1,0.2 or - for none")
    replay.add_argument("--faults", default="all", help="numbers of the faults that may strike, or - for none")
    replay.add_argument("--log", action="store_true", help="print every event")
    _command(commands, "planted", _planted).add_argument("--seeds", type=int, default=30)
    _command(commands, "speed", lambda _: print(speed()))
    options = parser.parse_args()
    sys.exit(options.start(options))


def _command(commands, name, start):
    command = commands.add_parser(name)
    command.set_defaults(start=start)
    return command


def _hunt(options):
    """Tell every thousand calls how far it is, so that a long hunt may be broken off."""
    hotline, seed, left, failed = Hotline(), options.seed, options.calls, 0
    while left > 0 and failed < MOST_FAILED:
        bag = hunt(range(seed, sys.maxsize), min(left, TOLD_EVERY), hotline, MOST_FAILED - failed)
        print(*map(report, bag.failed), bag, sep="\n", flush=True)
        seed, left, failed = bag.following, left - bag.calls, failed + len(bag.failed)
    return int(bool(failed))


def _replay(options):
    told = story(options.seed)
    if options.acts != "all":
        told = told.keeping(tuple(map(int, place.split("."))) for place in _listed(options.acts))
    if options.faults != "all":
        told = replace(told, only=frozenset(map(int, _listed(options.faults))))
    played = play(Hotline(), told)
    print(played.log if options.log else transcript(played.run.events))
    print(*(played.problems or ("every rule held",)), sep="\n")
    return int(bool(played.problems))


def _planted(options):
    hotline = Hotline()
    print(f"| planted bug | caught in seeds of {options.seeds} | first |\n|---|---:|---:|")
    for name in BUGS:
        with planted(name):
            caught = [seed for seed in range(options.seeds) if play(hotline, story(seed)).problems]
        print(f"| {name} | {len(caught)} | {caught[0] if caught else '-'} |", flush=True)


def _listed(text):
    return [] if text == "-" else text.split(",")


if __name__ == "__main__":
    main()
