"""The rules catch what is broken on purpose, each bug in a story that is known to meet it."""

import pytest

from tests.virtual.hunt import hunt, report
from tests.virtual.planted import BUGS, planted
from tests.virtual.story import story
from tests.virtual.world import play

CAUGHT_BY = {}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(hotline, bug):
    with planted(bug):
        assert play(hotline, story(CAUGHT_BY[bug])).problems


def test_a_failure_is_made_small_and_tells_how_to_replay_it(hotline):
    with planted("swallows a hang-up"):
        (failure,) = hunt([CAUGHT_BY["swallows a hang-up"]], 1, hotline).failed
    played, acts = failure
    assert len(acts) < len(story(played.story.seed).acts())
    assert f"replay {played.story.seed} --acts" in report(failure)
