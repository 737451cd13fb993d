"""Operators start, watch and stop campaigns by a command."""

import pytest

from ivr.outbound.__main__ import main
from ivr.services.repair.demo import add_demo_repairs
from tests.line import HOTLINE, Clock, line_settings


@pytest.fixture
def run(sqlite_database, capsys):
    """Run the command; return its exit code and what it said."""

    def run(*arguments, calls_from=HOTLINE):
        code = main(arguments, lambda: line_settings(calls_from=calls_from), lambda _: sqlite_database)
        return code, "".join(capsys.readouterr())

    add_demo_repairs(sqlite_database, Clock()())
    return run


def test_a_campaign_is_started_watched_and_stopped(run):
    code, said = run("start", "ready", "--per-second", "2")
    assert (code, said) == (0, "ready default: 4 people added; the outbox worker calls them\n")
    assert "ready default: running; people: 4 waiting; tries: none" in run("watch")[1]
    assert run("stop", "ready") == (0, "ready default: stopped; calls that go on are not broken off\n")
    assert "ready default: stopped" in run()[1]
    assert run("stop", "ready") == (1, "ready default does not run\n")


@pytest.mark.parametrize(
    ("arguments", "calls_from"), [(("gossip",), HOTLINE), (("ready", "--region", "mars"), HOTLINE), (("ready",), "")]
)
def test_what_can_not_start_is_told_in_a_sentence(run, arguments, calls_from):
    code, said = run("start", *arguments, calls_from=calls_from)
    assert (code, said.count("\n")) == (2, 1)
    assert "0 campaigns" in run("watch")[1]
