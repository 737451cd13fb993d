"""What callers ask for is done by a worker of the outbox, once, whatever the network does, and they hear the truth."""

from pathlib import Path

import pytest
from sqlalchemy import select

from ivr.services.repair.demo import CUSTOMER_PHONE
from ivr.services.repair.tables import RequestRow
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario_file import read
from tests.virtual.story import Story
from tests.virtual.world import lived_through

QUOTED = "473088"
APPROVES = [
    {"hear": "what is it about"},
    {"press": "1"},
    {"hear": "order number"},
    {"press": f"{QUOTED}#"},
    {"hear": "phone number"},
    {"press": CUSTOMER_PHONE[-4:]},
    {"hear": "to approve it"},
    {"press": "1"},
    {"hear": "to confirm"},
    {"press": "1"},
    {"hear": "request number is"},
    {"hear": "anything else"},
]


def approved(hotline, seed=3, **changes):
    """Play the approval of a quote; return how it went, and the request numbers that were given."""
    scenario = read({"steps": APPROVES}, Path())

    async def lived(world):
        return await ScenarioRun(world.exchange, world.account, scenario).run()

    played = lived_through(hotline, Story(seed=seed, people=(), agents=(), **changes), lived)
    with hotline.database.reading() as session:
        return played, list(session.scalars(select(RequestRow.number)))


def test_a_quote_is_approved_once_by_a_running_worker(hotline):
    played, numbers = approved(hotline)
    assert (played.problems, len(numbers)) == ((), 1)


@pytest.mark.parametrize("seed", range(4))
def test_a_slow_back_end_is_waited_for_and_the_truth_is_told(hotline, seed):
    played, numbers = approved(hotline, seed=seed, slow_source=0.6)
    told = "request number is" in played.log
    assert "One moment" in played.log
    assert (len(numbers), not played.problems) in ((1, told), (0, False))


@pytest.mark.parametrize("fault", ["webhook_doubled", "webhook_delayed"])
def test_webhooks_that_come_twice_or_late_approve_once(hotline, fault):
    _, numbers = approved(hotline, seed=5, rates={fault: 0.5})
    assert len(numbers) == 1


@pytest.mark.parametrize("seed", range(3))
def test_who_loses_replies_is_never_told_of_what_was_not_done(hotline, seed):
    played, numbers = approved(hotline, seed=seed, rates={"reply_lost": 0.2})
    assert ("request number is" in played.log) <= len(numbers) <= 1
