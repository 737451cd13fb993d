"""A scenario against a WSGI app in this process, on a virtual clock: thousands of times faster than life."""

import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from urllib.parse import urlsplit

from ivr.simulator.assembly import assembled
from ivr.simulator.audio.voice import PacedVoice
from ivr.simulator.engine.account import Account, Hooks, hooks_of, keys_in
from ivr.simulator.engine.clock import Clock
from ivr.simulator.engine.events import Event
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.services import Behaviour, Services
from ivr.simulator.faults.people import People, report
from ivr.simulator.faults.plan import NO_FAULTS, FaultOrder, FaultPlan
from ivr.simulator.faults.rest import FaultyRest
from ivr.simulator.faults.streams import FaultyConnector
from ivr.simulator.faults.webhooks import FaultyTransport
from ivr.simulator.media.silent import SilentConnector
from ivr.simulator.phone.run import Result, ScenarioRun
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.rest.api import RestApi
from ivr.simulator.rest.direct import DirectClient
from ivr.simulator.virtual import run_virtual
from ivr.simulator.web.wsgi import App, Wsgi

EPOCH = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
SID = "AC" + "0" * 31 + "1"
TOKEN = "12345"


@dataclass
class Simulation:
    """One run's world: an app, the exchange that calls it, and the client it calls back with."""

    exchange: Exchange
    account: Account
    client: DirectClient
    wsgi: Wsgi
    plan: FaultPlan
    rest: RestApi
    events: list[Event] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """What a run is made of; `ready` gets the simulation before the call, to hand its client to the app."""

    app: App
    url: str = "http://app.example/voice"
    method: str = "POST"
    fallback_url: str = ""
    status_callback: str = ""
    seed: int = 0
    clock: datetime = EPOCH
    token: str = TOKEN
    latency: float = 0.02
    behaviour: Behaviour = field(default_factory=Behaviour)
    apps: Mapping[str, App] = field(default_factory=dict)
    faults: FaultOrder | None = None
    ready: Callable[[Simulation], None] | None = None


@dataclass(frozen=True)
class Run:
    """How a run ended, and all that happened."""

    result: Result
    events: tuple[Event, ...] = field(repr=False)
    failures: tuple[BaseException, ...] = ()
    struck: tuple[tuple[int, str], ...] = ()

    def named(self, name: str) -> list[Event]:
        """Return the events of one name."""
        return [event for event in self.events if event.name == name]

    def log(self) -> str:
        """Return the whole log, one event a line."""
        return "".join(event.line() + "\n" for event in self.events)


def run_scenario(setting: Setting, scenario: Scenario) -> Run:
    """Call the app as the scenario says, and return how it went; the same seed gives the same log."""
    setting = replace(setting, clock=scenario.clock or setting.clock)

    async def main(simulation: Simulation) -> Result:
        simulation.exchange.buy(simulation.account, scenario.called, hooks(setting))
        return await ScenarioRun(simulation.exchange, simulation.account, scenario).run()

    return run_in(setting, main)


def run_in(setting: Setting, main: Callable[[Simulation], Awaitable[Result]]) -> Run:
    """Run a coroutine in a new simulation on the virtual clock."""

    async def lived() -> Run:
        simulation = build(setting)
        if setting.ready is not None:
            setting.ready(simulation)
        result = await main(simulation)
        await simulation.exchange.close()
        return Run(result, tuple(simulation.events), tuple(simulation.wsgi.failures), tuple(simulation.plan.struck))

    return run_virtual(lived())


def build(setting: Setting) -> Simulation:
    """Return a simulation; call it inside a running loop."""
    wsgi = Wsgi({urlsplit(setting.url).netloc: setting.app, **setting.apps}, setting.latency)
    plan = FaultPlan(setting.faults or NO_FAULTS)
    services = Services(
        FaultyTransport(wsgi, plan), FaultyConnector(SilentConnector(), plan), PacedVoice(), Random(setting.seed)
    )
    exchange = assembled(services, Clock(setting.clock), setting.behaviour)
    account = exchange.open_account(SID, setting.token)
    account.api_keys |= keys_in(os.environ)
    plan.told = lambda number, kind: report(exchange, number, kind)
    People(exchange, plan)
    rest = FaultyRest(exchange, plan)
    simulation = Simulation(exchange, account, DirectClient(rest), wsgi, plan, rest)
    exchange.log.sinks.append(simulation.events.append)
    return simulation


def hooks(setting: Setting) -> Hooks:
    """Return the app's URLs as hooks."""
    return hooks_of(vars(setting))
