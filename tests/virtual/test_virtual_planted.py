"""The rules catch what is broken on purpose, each bug in a story that is known to meet it."""

import pytest

from tests.virtual.hunt import hunt, report
from tests.virtual.planted import planted
from tests.virtual.story import story
from tests.virtual.world import play

CAUGHT_BY = {
    "drops the turn check": 0,
    "answers a late webhook with an empty document": 0,
    "answers a repeated webhook with other bytes": 0,
    "logs the caller's number": 0,
    "logs what was pressed": 0,
    "logs what was said": 0,
    "swallows a hang-up": 0,
    "ends a call once for each status callback": 0,
    "ends a call without a record": 0,
    "loses a queue result": 0,
    "leaves callers who are gone in the queue": 21,
    "joins the queue twice": 2,
    "lets the stream run on in the queue": 0,
    "takes 0 for a wrong key": 1,
    "pushes every document twice": 0,
    "pushes nothing": 12,
    "forgets the way on after silence": 0,
    "waits a minute for a key": 0,
    "writes an attribute Twilio does not know": 0,
    "writes relative addresses": 0,
    "lets callers wait in silence": 0,
    "keeps words said before the notice": 11,
    "listens after a key cut the notice off": 22,
    "times the notice by a clock that is set": 129,
    "hangs up when the document of last resort is due": 17,
    "silences a new prompt for an old turn": 11,
    "asks a waiting caller to queue again": 27,
    "lets no stream in": 24,
}
FEW = {"swallows a hang-up", "keeps words said before the notice", "lets the stream run on in the queue"}
"""The others go with the slow tests."""


@pytest.mark.parametrize("bug", [bug if bug in FEW else pytest.param(bug, marks=pytest.mark.soak) for bug in CAUGHT_BY])
def test_a_planted_bug_is_caught(hotline, bug):
    with planted(bug):
        assert play(hotline, story(CAUGHT_BY[bug])).problems


def test_a_failure_is_made_small_and_tells_how_to_replay_it(hotline):
    with planted("swallows a hang-up"):
        (failure,) = hunt([CAUGHT_BY["swallows a hang-up"]], 1, hotline).failed
    played, acts = failure
    assert len(acts) < len(story(played.story.seed).acts())
    assert f"replay {played.story.seed} --acts" in report(failure)
