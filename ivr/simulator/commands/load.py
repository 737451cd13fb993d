"""`load`: many calls at once against an app at a URL; bounded, and ends by itself."""

import argparse
import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, TextIO
from urllib.parse import urlsplit

from ivr.simulator.commands import options as shared
from ivr.simulator.commands import report
from ivr.simulator.guards import Refused, refuse_strangers
from ivr.simulator.loading.generator import Generator
from ivr.simulator.loading.measures import Measures
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.phone.scenario_file import load
from ivr.simulator.server import Server

MOST_CALLS = 10_000
MOST_AT_ONCE = 500


def declare(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("load", help="many calls at once, and how the app bore them")
    shared.declare_app(parser, url_required=True)
    shared.declare_shared_key(parser)
    parser.add_argument("--scenario", action="append", required=True, metavar="FILE[*WEIGHT]")
    parser.add_argument("--calls", type=int, default=10, help=f"how many in all, at most {MOST_CALLS} (default 10)")
    pace = parser.add_mutually_exclusive_group()
    pace.add_argument("--concurrency", type=int, default=5, help=f"calls at once, at most {MOST_AT_ONCE} (default 5)")
    pace.add_argument("--rate", type=float, help="calls a second, however many that makes at once")
    parser.add_argument("--json", default="", metavar="FILE", help="write the figures as JSON; - is standard output")
    parser.add_argument("--api-port", type=int, default=0, help="port of the REST API (default: any)")
    parser.add_argument("--seed", type=int, default=0, help="draws which scenario each call takes")
    parser.add_argument("--allow-strangers", action="store_true", help="let --url be another machine")
    parser.set_defaults(start=start)


def start(options: argparse.Namespace) -> int:
    """Run the command in a loop of its own."""
    return asyncio.run(run(options))


async def run(options: argparse.Namespace) -> int:
    """Call, count, and return 1 when a call failed."""
    refuse_strangers(urlsplit(options.url).hostname or "", options.allow_strangers)
    if not 1 <= options.calls <= MOST_CALLS or not 1 <= options.concurrency <= MOST_AT_ONCE:
        raise Refused(f"at most {MOST_CALLS} calls, {MOST_AT_ONCE} at once")
    scenarios = _drawn(options)
    exchange = network_exchange()
    account = shared.account(exchange, options)
    server = Server(exchange, account, rest=shared.rest(exchange))
    await shared.voice_ready(exchange, scenarios)
    await server.start(port=options.api_port)
    measures = Measures(exchange.log)
    generator = Generator(exchange, account, shared.hooks(options), lambda done: _progress(done, options.calls))
    try:
        await generator.run(scenarios, options.concurrency, options.rate)
    finally:
        await exchange.close()
        await server.stop()
    figures = {**measures.figures(), **generator.figures()}
    people = sys.stderr if options.json == "-" else sys.stdout
    with report.lines_to(options.json) as out:
        if out is not None:
            print(json.dumps(figures, indent=2, ensure_ascii=False), file=out)
    _show(figures, people)
    return 0 if figures["failed"] == 0 else 1


def _drawn(options: argparse.Namespace) -> list[Scenario]:
    """Return which scenario each call takes, by weight, each with a caller's number of its own."""
    pairs = [_weighed(each) for each in options.scenario]
    chosen = Random(options.seed).choices([s for s, _ in pairs], [w for _, w in pairs], k=options.calls)
    return [replace(each, caller=f"+120255501{number % 100:02d}") for number, each in enumerate(chosen)]


def _weighed(text: str) -> tuple[Scenario, float]:
    path, star, weight = text.rpartition("*")
    try:
        return (load(Path(path)), float(weight)) if star else (load(Path(text)), 1.0)
    except ValueError as error:
        raise Refused(f"{text}: the weight after * must be a number") from error


def _progress(done: int, calls: int) -> None:
    if sys.stderr.isatty():
        filled = round(30 * done / calls)
        print(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{calls}", end="", file=sys.stderr, flush=True)


def _show(figures: dict[str, Any], out: TextIO) -> None:
    print(
        f"\ncalls: {figures['completed']} completed, {figures['failed']} failed, {figures['seconds']:.1f} s", file=out
    )
    for reason, count in figures["reasons"].items():
        print(f"  {count} x {reason}", file=out)
    for name in ("webhook_ms", "answer_ms", "frames_late_ms"):
        values = figures[name]
        if values["count"]:
            parts = "  ".join(f"{key} {values[key]:.0f}" for key in ("p50", "p95", "p99", "max"))
            print(f"{name:15} {values['count']:7} x  {parts}", file=out)
    for failure in figures["first_failures"]:
        print(f"  {failure['problem']}\n    heard: {failure['heard']}", file=out)
