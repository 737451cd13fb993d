"""Load: many calls at once, with figures."""

import json

import pytest
from test_sim_command import scenario, simulator, url  # noqa: F401 - the fixture

from ivr.simulator.loading.measures import percentiles

STEPS = "steps: [{hear: press one}, {press: '1', barge_in: true}, {hear: good bye}]"


def test_load_counts_calls_and_times_answers(url, tmp_path):  # noqa: F811
    done = simulator(
        "load",
        "--url",
        url,
        "--scenario",
        f"{scenario(tmp_path, STEPS)}*2",
        "--calls",
        6,
        "--concurrency",
        3,
        "--json",
        "-",
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert (figures["completed"], figures["failed"]) == (6, 0)
    assert figures["webhook_ms"]["count"] == 12
    assert figures["answer_ms"]["count"] == 6


def test_failures_are_counted_by_reason_with_what_was_heard(url, tmp_path):  # noqa: F811
    path = scenario(tmp_path, "steps: [{hear: press nine, timeout: 1}]")
    done = simulator("load", "--url", url, "--scenario", path, "--calls", 3, "--json", "-")
    figures = json.loads(done.stdout)
    assert done.returncode == 1
    assert figures["reasons"] == {"step 1 (hear: press nine), line 1 of scenario.yaml: not heard within 1 s": 3}


@pytest.mark.parametrize("wrong", [("--calls", "0"), ("--calls", "99999")])
def test_load_is_bounded(url, tmp_path, wrong):  # noqa: F811
    assert simulator("load", "--url", url, "--scenario", scenario(tmp_path, STEPS), *wrong).returncode == 2


def test_another_machine_needs_a_flag(tmp_path):
    done = simulator("load", "--url", "http://192.0.2.1/voice", "--scenario", scenario(tmp_path, STEPS))
    assert done.returncode == 2


def test_percentiles():
    assert percentiles(range(101)) == {"count": 101, "p50": 50, "p95": 95, "p99": 99, "max": 100}
