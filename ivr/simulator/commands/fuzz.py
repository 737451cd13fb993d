"""`fuzz`: a scenario against a WSGI app in this process, on the virtual clock, with faults by seed.

The first seed that breaks a rule is made small, and the command that replays it is printed.
"""

import argparse
import shlex
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator.commands.options import named
from ivr.simulator.faults.checks import HEARD_APOLOGY, broken
from ivr.simulator.faults.plan import KINDS, FaultOrder
from ivr.simulator.faults.shrink import shrink, shrink_steps
from ivr.simulator.guards import Refused
from ivr.simulator.inprocess import Run, Setting, run_scenario
from ivr.simulator.phone.order import dumped
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.phone.scenario_file import load

Problems = Callable[[Run], list[str]]


def declare(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("fuzz", help="call a WSGI app in this process again and again, with faults by seed")
    parser.add_argument("--app", required=True, metavar="MODULE:NAME", help="the WSGI app")
    parser.add_argument("--ready", metavar="MODULE:NAME", help="gets the simulation before each run: its REST client")
    parser.add_argument("--check", metavar="MODULE:NAME", help="gets a run, returns a list of what is wrong with it")
    parser.add_argument("--scenario", type=Path, required=True)
    parser.add_argument("--url", default="http://app.example/voice")
    parser.add_argument("--method", choices=("POST", "GET"), default="POST", help="how the voice URL is asked")
    parser.add_argument("--fallback-url", default="")
    parser.add_argument("--status-callback", default="")
    parser.add_argument("--seeds", type=int, default=100, help="how many seeds, from --seed on (default 100)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0.03, help="chance of each fault at each occasion (default 0.03)")
    parser.add_argument("--kinds", default="", help=f"faults to inject, by comma (default all: {', '.join(KINDS)})")
    parser.add_argument("--only", default="", help="numbers of the faults that may strike, by comma; - is none")
    parser.add_argument("--log", type=Path, help="write the last run's events here")
    parser.add_argument("--small", type=Path, default=Path("shrunk.yaml"), help="where a shrunk scenario goes")
    parser.set_defaults(start=start)


UNANSWERED = ("webhook_lost", "webhook_5xx", "reply_lost")
OTHERS = ",".join(kind for kind in KINDS if kind not in UNANSWERED)
ADVICE = (
    "Without a fallback URL that must be expected: a webhook that is lost or answered with 5xx ends the call so at "
    f"Twilio too. Give --fallback-url, or look for other faults alone: --kinds {OTHERS}"
)


def start(options: argparse.Namespace) -> int:
    """Run every seed; 1 at the first that breaks a rule."""
    scenario, setting, check = load(options.scenario), _setting(options), _check(options)
    started, seconds = time.perf_counter(), 0.0
    for seed in range(options.seed, options.seed + options.seeds):
        order = replace(_order(options), seed=seed)
        done = run_scenario(replace(setting, seed=seed, faults=order), scenario)
        seconds += done.result.seconds
        problems = check(done)
        if problems:
            return _told(options, setting, scenario, check, done, order, problems)
    if options.log is not None:
        options.log.write_text(done.log(), encoding="utf-8")
    passed = time.perf_counter() - started
    print(f"ok: {options.seeds} seeds in {passed:.1f} s ({seconds / passed:.0f} times real time)")
    return 0


def _told(
    options: argparse.Namespace,
    setting: Setting,
    scenario: Scenario,
    check: Problems,
    done: Run,
    order: FaultOrder,
    problems: list[str],
) -> int:
    def fails(only: Any, steps: Scenario = scenario) -> bool:
        fewer = replace(order, only=frozenset(only))
        return bool(check(run_scenario(replace(setting, seed=order.seed, faults=fewer), steps)))

    only = shrink([number for number, _ in done.struck], fails)
    small = shrink_steps(scenario, lambda part: fails(only, part))
    options.small.write_text(yaml.safe_dump(dumped(small), sort_keys=False, allow_unicode=True), encoding="utf-8")
    kinds = dict(done.struck)
    print(f"FAILED: seed {order.seed}")
    for problem in problems:
        print(f"  {problem}")
    if not options.fallback_url and any(HEARD_APOLOGY in problem for problem in problems):
        print(f"  {ADVICE}")
    print(f"faults needed: {', '.join(f'{number} {kinds[number]}' for number in only) or 'none'}")
    print(f"shrunk scenario: {options.small} ({len(small.steps)} of {len(scenario.steps)} steps)")
    print(f"replay: {_command(options, order.seed, only)}")
    if options.log is not None:
        options.log.write_text(done.log(), encoding="utf-8")
    return 1


def _command(options: argparse.Namespace, seed: int, only: list[int]) -> str:
    numbers = ",".join(map(str, only)) or "-"
    words = [*options.words, "--seed", str(seed), "--seeds", "1", "--only", numbers]
    return shlex.join([Path(sys.executable).name, "-m", "ivr.simulator", *words])


def _order(options: argparse.Namespace) -> FaultOrder:
    kinds = tuple(filter(None, options.kinds.split(","))) or KINDS
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise Refused(f"unknown faults: {', '.join(sorted(unknown))}")
    only = frozenset(int(each) for each in options.only.split(",") if each.isdecimal()) if options.only else None
    return FaultOrder(rate=options.rate, kinds=kinds, only=only)


def _setting(options: argparse.Namespace) -> Setting:
    return Setting(
        named(options.app),
        url=options.url,
        method=options.method,
        fallback_url=options.fallback_url,
        status_callback=options.status_callback,
        ready=named(options.ready) if options.ready else None,
    )


def _check(options: argparse.Namespace) -> Problems:
    more: Problems = named(options.check) if options.check else lambda run: []
    return lambda run: [*broken(run), *more(run)]
