"""One run of a story: the hotline, the simulator, the people, and the rules that watch them."""

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import requests

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.engine.services import Behaviour
from ivr.simulator.faults.people import People
from ivr.simulator.faults.plan import FaultOrder
from ivr.simulator.faults.rest import FaultyRest
from ivr.simulator.faults.streams import FaultyConnector
from ivr.simulator.faults.webhooks import FaultyTransport
from ivr.simulator.inprocess import Run, Setting, run_in
from ivr.simulator.phone.run import Result, ScenarioRun
from ivr.simulator.phone.scenario import CALLED
from ivr.simulator.rest.direct import DirectClient
from ivr.telephony.urls import AGAIN
from tests.virtual.agent import AgentPhone
from tests.virtual.caller import RandomCaller
from tests.virtual.faults import StoppableFaults
from tests.virtual.gateway import VirtualGateway
from tests.virtual.hotline import BASE
from tests.virtual.repeating_transport import RepeatingTransport
from tests.virtual.story import Story
from tests.virtual.voice import WrittenVoice
from tests.virtual.watch import Watch

HOOKS = Hooks(
    voice=Hook(f"{BASE}/voice"), fallback=Hook(f"{BASE}/voice/fallback"), status=Hook(f"{BASE}/voice/status{AGAIN}")
)
SLOWEST = 20.0


@dataclass(frozen=True)
class Played:
    """How a story went: what broke a rule (nothing: well), the whole log, and the faults that struck."""

    story: object
    problems: tuple[str, ...]
    run: Run
    struck: tuple[tuple[int, str], ...]
    calls: int

    @property
    def log(self):
        return self.run.log()

    @property
    def seconds(self):
        return self.run.result.seconds


class World:
    """What belongs together in a run; made inside the loop by `play`."""

    def __init__(self, hotline, story, simulation, records, watched):
        self.hotline, self.story, self.exchange, self.account = hotline, story, simulation.exchange, simulation.account
        self.faults = StoppableFaults(FaultOrder(story.seed, story.rate, story.kinds, story.rates, story.only))
        self.faults.told = lambda number, kind: self.exchange.log.emit("injected", number=number, kind=kind)
        self.chance = Random(story.seed)
        self.gateway = VirtualGateway(self)
        self.watch = Watch(self, simulation, records if watched else None)
        transport = RepeatingTransport(self, simulation.wsgi.failures) if watched else simulation.wsgi
        self.voice = hotline.ears.voice if hotline.ears else WrittenVoice()
        self.exchange.use(
            transport=FaultyTransport(transport, self.faults),
            connector=FaultyConnector(self.gateway, self.faults),
            voice=self.voice,
        )
        People(self.exchange, self.faults)
        api = FaultyRest(self.exchange, self.faults)
        hotline.web.api, hotline.web.questions = api, self.gateway.questions
        client = TelephoneLine(DirectClient(api))
        hotline.restart(self.exchange.clock.date, client, self._source_seconds, self._database_is_busy)
        self.exchange.buy(self.account, CALLED, HOOKS)

    async def live(self):
        """Let everybody act to their end, and a while longer."""
        for agent in self.story.agents:
            phone = AgentPhone(self.exchange, agent)
            self.exchange.book.enter(agent.number, phone)
            if agent.calls_at:
                self.exchange.spawn(phone.call_in(self.account))
        callers = [RandomCaller(self, person) for person in self.story.people]
        tasks = [self.exchange.spawn(caller.live()) for caller in callers]
        for task in tasks:
            await task
        await self.exchange.settle(30.0)

    def _database_is_busy(self):
        return self.faults.strikes("database_busy") is not None

    def _source_seconds(self):
        return 0.0 if self.chance.random() >= self.story.slow_source else self.chance.uniform(0.5, SLOWEST)


class TelephoneLine:
    """Twilio's REST API as it looks over a network: what hangs is a timeout of `requests`."""

    def __init__(self, client):
        self._client = client

    def request(self, *args, **kwargs):
        try:
            return self._client.request(*args, **kwargs)
        except TimeoutError:
            raise requests.Timeout from None


def play(hotline, story):
    """Run a story and return how it went; the same story gives the same log, byte for byte."""

    async def lived(world):
        await world.live()
        return Result("story", "", "completed", world.exchange.clock.now(), "")

    return _played(hotline, story, lived)


def call(hotline, scenario):
    """Run a scenario of the simulator without faults, unwatched: only what it expects without effect is a problem."""
    quiet = Story(seed=0, people=(), agents=())

    async def lived(world):
        return await ScenarioRun(world.exchange, world.account, scenario).run()

    return lived_through(hotline, quiet, lived)


def lived_through(hotline, story, lived):
    """Let `lived(world)` act in a new world, unwatched, and return how it went."""
    return _played(hotline, story, lived, watched=False)


def _played(hotline, story, lived, watched=True):
    worlds = []
    with all_records() as records:

        async def main(simulation):
            worlds.append(World(hotline, story, simulation, records, watched))
            return await lived(worlds[0])

        setting = Setting(hotline.app, f"{BASE}/voice", seed=story.seed, behaviour=Behaviour(story.interrupted_gather))
        run = run_in(setting, main)
    world = worlds[0]
    problems = [*run.result.problems, *world.watch.verdict()]
    return Played(story, tuple(problems), run, tuple(world.faults.struck), len(story.people))


@contextmanager
def all_records():
    """Keep every log record of the block, and print none."""
    root, records = logging.getLogger(), []
    handler = logging.Handler()
    handler.emit = records.append
    before, root.handlers = root.handlers, [handler]
    try:
        yield records
    finally:
        root.handlers = before
