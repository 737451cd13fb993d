"""`call`: one call to an app, by a scenario or by hand."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

import aiohttp

from ivr.simulator.commands import options as shared
from ivr.simulator.commands import report
from ivr.simulator.commands.terminal import Terminal
from ivr.simulator.exchange import Exchange
from ivr.simulator.guards import Refused
from ivr.simulator.media.order import is_loopback
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.order import Order, write_order
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.phone.scenario_file import load
from ivr.simulator.server import Server


def declare(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("call", help="call an app, by a scenario or by hand")
    shared.declare_app(parser, url_required=True)
    parser.add_argument("--scenario", type=Path, help="what the caller does and expects (YAML); else by hand")
    parser.add_argument("--from", dest="caller", help="the caller's number")
    parser.add_argument("--to", dest="called", help="the number called")
    parser.add_argument(
        "--json", default="", metavar="FILE", help="write one event a line to a file, - is standard output"
    )
    parser.add_argument(
        "--api-port", type=int, help="port of this call's own REST API (default: TWILIO_API_URL's, else any)"
    )
    parser.add_argument("--api", metavar="URL", help="place the call through a simulator that is already serving")
    parser.set_defaults(run=run)


async def run(options: argparse.Namespace) -> int:
    """Call, and return 0 when all held."""
    scenario = _scenario(options)
    with report.lines_to(options.json) as lines:
        people = sys.stderr if options.json == "-" else sys.stdout
        serving = await _serving(options)
        if serving is not None:
            return await _remote(options, scenario, serving, lines, people)
        return await _local(options, scenario, lines, people)


def _scenario(options: argparse.Namespace) -> Scenario | None:
    if options.scenario is None:
        return None
    scenario = load(options.scenario)
    given = {"caller": options.caller, "called": options.called}
    return Scenario(**{**vars(scenario), **{name: value for name, value in given.items() if value}})


async def _serving(options: argparse.Namespace) -> str | None:
    """Return the URL of a serving simulator to call through, or None to be one ourselves."""
    if options.api:
        if not await is_simulator(options.api):
            raise Refused(f"no simulator answers at {options.api}")
        return str(options.api).rstrip("/")
    named = os.environ.get("TWILIO_API_URL", "").rstrip("/")
    return named if named and options.api_port is None and await is_simulator(named) else None


async def is_simulator(url: str) -> bool:
    """Say whether a simulator serves at a URL."""
    timeout = aiohttp.ClientTimeout(total=2)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"{url.rstrip('/')}/health") as reply:
            return bool((await reply.json()).get("simulator"))
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
        return False


def _port(options: argparse.Namespace) -> int:
    """Return where our own REST API listens: where the app looks for it, when that is told."""
    if options.api_port is not None:
        return int(options.api_port)
    named = urlsplit(os.environ.get("TWILIO_API_URL", ""))
    return named.port or 0 if named.hostname and is_loopback(named.hostname) else 0


async def _local(options: argparse.Namespace, scenario: Scenario | None, lines: TextIO | None, people: TextIO) -> int:
    exchange = network_exchange()
    account = shared.account(exchange, options)
    server = Server(exchange, account, any_sid="TWILIO_ACCOUNT_SID" not in os.environ)
    try:
        url = await server.start(port=_port(options))
        if scenario is None:
            return await Terminal(url, options, lines, people).call()
        _tell(exchange, lines, people)
        exchange.buy(account, scenario.called, shared.hooks(options))
        result = await ScenarioRun(exchange, account, scenario).run()
        return report.verdict(result.details(), people)
    finally:
        await exchange.close()
        await server.stop()


def _tell(exchange: Exchange, lines: TextIO | None, people: TextIO) -> None:
    exchange.log.sinks.append(report.printer(people))
    if lines is not None:
        exchange.log.sinks.append(lambda event: print(event.line(), file=lines, flush=True))


async def _remote(
    options: argparse.Namespace, scenario: Scenario | None, url: str, lines: TextIO | None, people: TextIO
) -> int:
    if scenario is None:
        return await Terminal(url, options, lines, people).call()
    body = write_order(Order(scenario, shared.hooks(options), options.auth_token or ""))
    details: dict[str, Any] = {}
    timeout = aiohttp.ClientTimeout(total=None, sock_read=None)
    async with (
        aiohttp.ClientSession(timeout=timeout, read_bufsize=1 << 22) as session,
        session.post(f"{url}/scenarios", json=body) as reply,
    ):
        if reply.status != 200:
            raise Refused(await reply.text())
        async for line in reply.content:
            details = json.loads(line)
            report.tell(details, lines, people)
    return report.verdict(details, people)
