"""A campaign reaches everybody it may, and nobody twice, outside hours, or after they said stop."""

import os

import pytest

from ivr.outbound import Plan
from tests.outbound.world import World

ENDED = {"reached", "message_left", "opted_out", "changed", "given_up", "unreachable"}


def check(world, people):
    standing = world.standing()
    assert not world.broken
    assert standing.campaign.status == "over"
    assert sum(standing.people.values()) == people
    assert standing.people.keys() <= ENDED
    assert "under way" not in standing.attempts
    return standing


def test_everybody_comes_to_an_end_once(sqlite_database):
    standing = check(World(sqlite_database, 20, seed=1).lives(days=6), 20)
    assert standing.people["reached"] > 4
    assert standing.people["message_left"] > 1


def test_kills_and_lost_answers_call_nobody_twice(database):
    world = World(database, 15, seed=2, faults=0.1, killed=0.1).lives(days=8)
    assert check(world, 15).attempts["failed"] > 0


def test_no_more_calls_go_on_at_once_than_allowed(sqlite_database):
    world = World(sqlite_database, 20, seed=3, plan=Plan("ready", "default", per_second=5.0, at_once=3))
    most = 0
    place = world.placed

    def placed(call):
        nonlocal most
        most = max(most, len(world.company.under_way))
        place(call)

    world.placed = placed
    check(world.lives(days=6), 20)
    assert most == 3


@pytest.mark.soak
def test_a_large_campaign(database, capsys):
    """20,000 people with faults and kills, some six days of virtual time; CAMPAIGN_PEOPLE makes it smaller."""
    people = int(os.environ.get("CAMPAIGN_PEOPLE", "20000"))
    world = World(database, people, seed=4, faults=0.03, killed=0.005).lives(days=12)
    standing = check(world, people)
    with capsys.disabled():
        print(f"\n{world.now:%a %H:%M} people {dict(standing.people)} attempts {dict(standing.attempts)}")
