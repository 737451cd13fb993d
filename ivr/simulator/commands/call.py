"""`call`: one call to an app, by a scenario or by hand."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp

from ivr.simulator.commands import in_process, junit, report
from ivr.simulator.commands import options as shared
from ivr.simulator.commands.serving import port_for, serving_for
from ivr.simulator.commands.terminal import Terminal
from ivr.simulator.engine.account import Account
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.numbers import e164
from ivr.simulator.engine.services import Recognise
from ivr.simulator.faults.plan import FaultPlan
from ivr.simulator.faults.rest import FaultyRest
from ivr.simulator.guards import CallFailed, Refused
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.order import Order, write_order
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.phone.scenario_file import load
from ivr.simulator.recognition import opened
from ivr.simulator.server import Server


def declare(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("call", help="call an app, by a scenario or by hand")
    shared.declare_app(parser, url_required=False)
    about = "a WSGI app to call in this process, on a virtual clock, instead of one that serves at --url"
    parser.add_argument("--app", default="", metavar="MODULE:NAME", help=about)
    parser.add_argument("--ready", default="", metavar="MODULE:NAME", help="with --app: gets the simulation first")
    shared.declare_shared_key(parser)
    about = "what the caller does and expects (YAML), several one after the other; else by hand"
    parser.add_argument("--scenario", type=Path, action="append", default=[], help=about)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a variable of the scenario")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="also write the results as JUnit XML")
    parser.add_argument("--from", dest="caller", help="the caller's number")
    parser.add_argument("--to", dest="called", help="the number called")
    parser.add_argument(
        "--json", default="", metavar="FILE", help="write one event a line to a file, - is standard output"
    )
    parser.add_argument(
        "--api-port", type=int, help="port of this call's own REST API (default: TWILIO_API_URL's, else any)"
    )
    parser.add_argument("--api", metavar="URL", help="place the call through a simulator that is already serving")
    shared.declare_behaviour(parser)
    shared.declare_media(parser)
    shared.declare_recogniser(parser)
    shared.declare_faults(parser)
    parser.set_defaults(start=start)


def start(options: argparse.Namespace) -> int:
    """Run the command in a loop of its own: on the real clock, or with --app on a virtual one."""
    if not options.url and not options.app:
        raise Refused("which app? --url URL of one that serves, or --app MODULE:NAME of a WSGI app")
    scenarios = [_scenario(options, path) for path in options.scenario]
    if options.app:
        return in_process.start(options, scenarios, shared.faults(options))
    return asyncio.run(run(options, scenarios))


async def run(options: argparse.Namespace, scenarios: list[Scenario]) -> int:
    """Call, and return 0 when all held."""
    with report.lines_to(options.json) as lines:
        told = report.Audience(lines, sys.stderr if options.json == "-" else sys.stdout)
        serving = await serving_for(options)
        if serving:
            results = await _remote(options, scenarios, serving, told)
        else:
            async with opened(options.recogniser) as recognise:
                results = await _local(options, scenarios, told, recognise)
    if options.junit is not None:
        junit.write(options.junit, results)
    return max((report.verdict(result, told.people) for result in results), default=0)


def _scenario(options: argparse.Namespace, path: Path) -> Scenario:
    if any(not each.partition("=")[0] or "=" not in each for each in options.set):
        raise Refused(f"--set: NAME=VALUE is wanted, not {' '.join(options.set)}")
    variables = dict(each.split("=", 1) for each in options.set)
    scenario = load(path, variables)
    caller, called = e164(options.caller or scenario.caller), e164(options.called or scenario.called)
    scenario = replace(scenario, caller=caller, called=called)
    return replace(scenario, media={**shared.mapped(options), **scenario.media})


async def _local(
    options: argparse.Namespace, scenarios: list[Scenario], told: report.Audience, recognise: Recognise | None
) -> list[Mapping[str, Any]]:
    plan = FaultPlan(shared.faults(options))
    exchange = network_exchange(shared.behaviour(options), plan, recognise)
    exchange.map_addresses(shared.mapped(options))
    account = shared.account(exchange, options)
    any_sid = "TWILIO_ACCOUNT_SID" not in os.environ
    await shared.voice_ready(exchange, scenarios)
    server = Server(exchange, account, rest=FaultyRest(exchange, plan, any_sid=any_sid))
    try:
        url = await server.start(port=port_for(options))
        if not scenarios:
            return await _by_hand(options, url, told)
        exchange.log.sinks.append(told.take)
        return [await _ran(exchange, account, scenario, options) for scenario in scenarios]
    finally:
        await exchange.close()
        await server.stop()


async def _ran(
    exchange: Exchange, account: Account, scenario: Scenario, options: argparse.Namespace
) -> Mapping[str, Any]:
    exchange.buy(account, scenario.called, shared.hooks(options))
    return (await ScenarioRun(exchange, account, scenario).run()).details()


async def _by_hand(options: argparse.Namespace, url: str, told: report.Audience) -> list[Mapping[str, Any]]:
    status = await Terminal(url, options, told).call()
    if status in ("", "failed"):
        raise CallFailed("the call could not be made")
    return []


async def _remote(
    options: argparse.Namespace, scenarios: list[Scenario], url: str, told: report.Audience
) -> list[Mapping[str, Any]]:
    if not scenarios:
        return await _by_hand(options, url, told)
    return [await _sent(options, scenario, url, told) for scenario in scenarios]


async def _sent(options: argparse.Namespace, scenario: Scenario, url: str, told: report.Audience) -> Mapping[str, Any]:
    body = write_order(Order(scenario, shared.hooks(options), options.auth_token or ""))
    details: Mapping[str, Any] = {}
    timeout = aiohttp.ClientTimeout(total=None, sock_read=None)
    async with (
        aiohttp.ClientSession(timeout=timeout, read_bufsize=1 << 22) as session,
        session.post(f"{url}/scenarios", json=body) as reply,
    ):
        if reply.status != 200:
            raise Refused(await reply.text())
        async for line in reply.content:
            details = json.loads(line)
            told.tell(details)
    return details
