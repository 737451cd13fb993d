"""What happens in a run, as data made from a seed: callers with their acts, agents, a slow source, faults."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from ivr.services.repair.demo import CUSTOMER_PHONE
from ivr.simulator.faults.plan import KINDS
from tests.virtual.hotline import AGENTS

NUMBERS = (CUSTOMER_PHONE, "+12025550177", "+12025550188", "anonymous")
KINDS_OF_ACT = ("answers",) * 8 + ("asks",) * 2 + ("mumbles", "hits_keys", "changes_mind", "is_silent", "waits")
ENDS = ("hangs_up", "wants_agent", "stays", "says_goodbye")
OURS = ("database_busy", "words_lost", "gateway_full")
FAULTS = (*(kind for kind in KINDS if kind != "caller_hangs_up"), *OURS)
RATES = (0.0, 0.01, 0.03)
NO_STREAMS = ({},) * 8 + ({"stream_refused": 0.5}, {"stream_refused": 1.0})


@dataclass(frozen=True)
class Act:
    """One thing a caller does; `force` (0 to 1) chooses among what fits, `bargein` does not wait for the prompt."""

    kind: str
    force: float
    bargein: bool = False


@dataclass(frozen=True)
class Person:
    """A caller: number, seconds until the call, acts, and how it is brought to an end."""

    number: str
    after: float
    acts: tuple[Act, ...]
    end: str


@dataclass(frozen=True)
class Agent:
    """An agent: how long until they answer, how long they talk, and when they call in themselves (0: never)."""

    number: str
    answers_after: float
    talks: float
    calls_at: float = 0.0


@dataclass(frozen=True)
class Story:
    """A run. Some faults have `rates` of their own; `only` lets just these strike, by number."""

    seed: int
    people: tuple[Person, ...]
    agents: tuple[Agent, ...]
    slow_source: float = 0.0
    rate: float = 0.0
    kinds: tuple[str, ...] = ()
    rates: Mapping[str, float] = field(default_factory=dict)
    hears: bool = True
    interrupted_gather: str = "never"
    only: frozenset[int] | None = None

    def acts(self):
        """Every act of everybody, by its place."""
        return [(who, which) for who, person in enumerate(self.people) for which in range(len(person.acts))]

    def keeping(self, acts):
        """The same story with only these acts, by their places."""
        kept = set(acts)
        people = (
            replace(person, acts=tuple(act for which, act in enumerate(person.acts) if (who, which) in kept))
            for who, person in enumerate(self.people)
        )
        return replace(self, people=tuple(people))


def story(seed):
    """Return the story of a seed."""
    chance = Random(seed)
    rate = chance.choice(RATES)
    return Story(
        seed=seed,
        people=tuple(_person(chance, number) for number in chance.sample(NUMBERS, chance.choice((1, 1, 2, 3)))),
        agents=tuple(_agent(chance, number) for number in AGENTS[: chance.randrange(3)]),
        slow_source=chance.choice((0.0, 0.0, 0.3, 1.0)),
        rate=rate,
        kinds=tuple(chance.sample(FAULTS, chance.randrange(1, len(FAULTS)))) if rate else (),
        rates=chance.choice(NO_STREAMS),
        hears=chance.random() < 0.95,
        interrupted_gather=chance.choice(("never", "discard", "random")),
    )


def _person(chance, number):
    acts = tuple(
        Act(chance.choice(KINDS_OF_ACT), chance.random(), chance.random() < 0.25) for _ in range(chance.randrange(12))
    )
    return Person(number, round(chance.random() * 20, 2), acts, chance.choice(ENDS))


def _agent(chance, number):
    calls_at = chance.choice((0.0, 0.0, round(chance.uniform(5, 120), 2)))
    return Agent(number, round(chance.uniform(0.5, 9), 2), round(chance.uniform(1, 40), 2), calls_at)
