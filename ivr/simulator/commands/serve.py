"""`serve`: the REST API and the phones, until interrupted."""

import argparse
import asyncio
import os
import signal
from typing import Any

from ivr.simulator.commands import options as shared
from ivr.simulator.discovery import announced
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.guards import Refused, refuse_strangers
from ivr.simulator.network import network_exchange
from ivr.simulator.recognition import opened
from ivr.simulator.server import Server

PORT = 8090


def declare(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("serve", help="serve the REST API and browser phones")
    shared.declare_app(parser, url_required=False)
    shared.declare_shared_key(parser)
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 takes any free one")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--allow-strangers", action="store_true", help="let --host be an address others can reach")
    shared.declare_behaviour(parser)
    shared.declare_media(parser)
    shared.declare_recogniser(parser)
    parser.set_defaults(start=start)


def start(options: argparse.Namespace) -> int:
    """Run the command in a loop of its own."""
    return asyncio.run(run(options))


async def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    refuse_strangers(options.host, options.allow_strangers)
    mapped = shared.mapped(options)
    async with opened(options.recogniser) as recognise:
        exchange = network_exchange(shared.behaviour(options), recognise=recognise)
        exchange.map_addresses(mapped)
        return await _served(options, exchange)


async def _served(options: argparse.Namespace, exchange: Exchange) -> int:
    account = shared.account(exchange, options)
    server = Server(exchange, account, shared.hooks(options), shared.rest(exchange))
    try:
        url = await server.start(options.host, options.port)
    except OSError as error:
        await exchange.close()
        raise Refused(f"port {options.port} is taken: {error}") from error
    made = not (options.auth_token or os.environ.get("TWILIO_AUTH_TOKEN"))
    print(f"simulator at {url}  (account {account.sid})", flush=True)
    if made:
        print(f"auth token of this run: {account.token}", flush=True)
    warming = asyncio.ensure_future(shared.voice_ready(exchange))
    with announced(url, options.url or ""):
        await _interrupted()
    warming.cancel()
    await exchange.close()
    await server.stop()
    return 0


async def _interrupted() -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
