"""Options that several commands share."""

import argparse
import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ivr.simulator.audio import voice
from ivr.simulator.engine.account import Account, Hooks, hooks_of, keys_in
from ivr.simulator.engine.delivery import Delivery
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.numbers import e164
from ivr.simulator.engine.services import Behaviour
from ivr.simulator.faults.plan import KINDS, NO_FAULTS, FaultOrder
from ivr.simulator.guards import Refused
from ivr.simulator.phone.foreign_files import media
from ivr.simulator.phone.scenario import Say, Scenario
from ivr.simulator.phone.values import BadScenario
from ivr.simulator.rest.api import RestApi
from ivr.simulator.web.signature import SharedKey


def declare_app(parser: argparse.ArgumentParser, url_required: bool) -> None:
    """Add the options that name the app and its account."""
    parser.add_argument("--url", required=url_required, help="the app's voice URL")
    parser.add_argument("--method", choices=("POST", "GET"), default="POST", help="how the voice URL is asked")
    parser.add_argument("--fallback-url", help="asked with ErrorCode and ErrorUrl when the voice URL fails")
    parser.add_argument("--status-callback", help="told when the call ends, as a number's status callback is")
    parser.add_argument("--sms-url", help="asked when a phone sends a text message to the app's number")
    about = "a verified number that the app may show as callerId; may be given again"
    parser.add_argument("--caller-id", action="append", default=[], metavar="NUMBER", help=about)
    parser.add_argument("--auth-token", help="signs webhooks (default: TWILIO_AUTH_TOKEN, else a new one)")


def declare_shared_key(parser: argparse.ArgumentParser) -> None:
    """Add the option that signs with a shared key."""
    about = "sign webhooks by this shared key with HMAC-SHA256 (beta), not by the auth token"
    parser.add_argument("--shared-key", default="", metavar="ID=SECRET", help=about)


def declare_faults(parser: argparse.ArgumentParser) -> None:
    """Add the options that inject faults."""
    group = parser.add_argument_group("faults (of a call that this command places itself)")
    group.add_argument(
        "--fault-seed", type=int, metavar="N", help="inject faults by chance, the same for the same seed"
    )
    group.add_argument("--fault-rate", type=float, default=0.03, help="chance of each fault at each occasion")
    group.add_argument("--fault-kinds", default=",".join(KINDS), help="by comma (default: all)")


def faults(options: argparse.Namespace) -> FaultOrder:
    """Return which faults may strike."""
    if options.fault_seed is None:
        return NO_FAULTS
    kinds = tuple(filter(None, options.fault_kinds.split(",")))
    return FaultOrder(options.fault_seed, options.fault_rate, kinds)


def declare_behaviour(parser: argparse.ArgumentParser) -> None:
    """Add the options that let callbacks travel badly and outbound calls wait."""
    about = "let callbacks be late (up to so many seconds), lost (a share), swapped: late=3,lost=0.2,swapped"
    parser.add_argument("--callbacks", default="", metavar="HOW", help=about)
    about = "let so many of the calls that the app places begin a second, the others wait (Twilio: 1; default: all)"
    parser.add_argument("--cps", type=float, default=0.0, metavar="N", help=about)


def declare_media(parser: argparse.ArgumentParser) -> None:
    """Add the option that maps addresses outside to files."""
    about = "a file that stands for another address (with / at its end: a folder); may be given again"
    parser.add_argument("--media", action="append", default=[], metavar="URL=FILE", help=about)


def mapped(options: argparse.Namespace) -> dict[str, bytes]:
    """Return the files that stand for addresses outside."""
    given = [each.rpartition("=") for each in options.media]
    if not all(url and place for url, _, place in given):
        raise Refused(f"--media: URL=FILE is wanted, not {' '.join(options.media)}")
    try:
        return media({url: place for url, _, place in given}, Path())
    except BadScenario as error:
        raise Refused(f"--{error}") from error


def declare_recogniser(parser: argparse.ArgumentParser) -> None:
    """Add the option that attaches a recogniser."""
    about = "gives words to what microphones and sound files say, e.g. ivr.speech.dictation:dictation"
    parser.add_argument("--recogniser", default="", metavar="MODULE:CALLABLE", help=about)


def behaviour(options: argparse.Namespace) -> Behaviour:
    """Return how the exchange behaves."""
    if options.cps < 0:
        raise Refused(f"--cps: {options.cps:g} is no number of calls")
    given = dict(each.partition("=")[::2] for each in filter(None, options.callbacks.split(",")))
    if given.keys() - {"late", "lost", "swapped"}:
        raise Refused(f"--callbacks: late=SECONDS, lost=SHARE, swapped; not {options.callbacks}")
    try:
        delivery = Delivery(float(given.get("late", 0)), float(given.get("lost", 0)), "swapped" in given)
    except ValueError as error:
        raise Refused(f"--callbacks: {error}") from error
    return Behaviour(delivery=delivery, calls_a_second=options.cps)


def named(path: str) -> Any:
    """Return what `module:name` means; Refused when it means nothing."""
    module, _, name = path.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise Refused(f"{path}: {error}") from error


async def voice_ready(exchange: Exchange, scenarios: Iterable[Scenario] = ()) -> None:
    """Wait until the voice is loaded and knows what the scenarios say; tell where there is none."""
    if not voice.installed():
        print("no voice is installed, so words are hummed; for speech: pip install hibari-tts", file=sys.stderr)
    steps = (step for scenario in scenarios for step in scenario.steps)
    await exchange.voice_ready(step.text for step in steps if isinstance(step, Say))


def rest(exchange: Exchange) -> RestApi:
    """Return the REST API: for one account SID when that is set, else for any that comes with the token."""
    return RestApi(exchange, any_sid="TWILIO_ACCOUNT_SID" not in os.environ)


def hooks(options: argparse.Namespace) -> Hooks:
    """Return the app's URLs."""
    return hooks_of(vars(options))


def token(options: argparse.Namespace) -> str:
    """Return the token that is given, empty for none."""
    return str(options.auth_token or os.environ.get("TWILIO_AUTH_TOKEN", ""))


def account(exchange: Exchange, options: argparse.Namespace) -> Account:
    """Return the account whose token, or shared key, signs."""
    return equipped(exchange.open_account(os.environ.get("TWILIO_ACCOUNT_SID", ""), token(options)), options)


def equipped(opened: Account, options: argparse.Namespace) -> Account:
    """Return an account with the verified numbers, API key and shared key that are given."""
    sid, _, secret = options.shared_key.partition("=")
    if options.shared_key and not (sid and secret):
        raise Refused(f"--shared-key: ID=SECRET is wanted, not {options.shared_key}")
    opened.verified |= {e164(number) for number in options.caller_id}
    opened.api_keys |= keys_in(os.environ)
    opened.shared_key = SharedKey(sid, secret) if secret else None
    return opened
