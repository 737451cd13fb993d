"""Where a call's REST API is: a simulator that serves already, or this call's own."""

import argparse
import os
from urllib.parse import urlsplit

import aiohttp

from ivr.simulator.discovery import found
from ivr.simulator.guards import Refused
from ivr.simulator.web.loopback import is_loopback


async def serving_for(options: argparse.Namespace) -> str | None:
    """Return the URL of a serving simulator to call through, or None to be one ourselves."""
    if options.api:
        if not await is_simulator(options.api):
            raise Refused(f"no simulator answers at {options.api}")
        return str(options.api).rstrip("/")
    own = (options.callbacks, options.cps, options.recogniser, options.shared_key)
    if options.api_port is not None or options.fault_seed is not None or any(own):
        return None
    named = os.environ.get("TWILIO_API_URL", "").rstrip("/")
    for url in [named] if named else found(options.url):
        if await is_simulator(url):
            return url
    return None


async def is_simulator(url: str) -> bool:
    """Say whether a simulator serves at a URL."""
    timeout = aiohttp.ClientTimeout(total=2)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"{url.rstrip('/')}/health") as reply:
            return bool((await reply.json()).get("simulator"))
    except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
        return False


def port_for(options: argparse.Namespace) -> int:
    """Return where our own REST API listens: where the app looks for it, when that is told."""
    if options.api_port is not None:
        return int(options.api_port)
    named = urlsplit(os.environ.get("TWILIO_API_URL", ""))
    return named.port or 0 if named.hostname and is_loopback(named.hostname) else 0
