"""`call --app`: scenarios against a WSGI app in this process, on the virtual clock: for CI, in no time."""

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Any

from ivr.simulator.commands import junit, report
from ivr.simulator.commands import options as shared
from ivr.simulator.faults.plan import FaultOrder
from ivr.simulator.guards import Refused
from ivr.simulator.inprocess import TOKEN, Setting, Simulation, run_scenario
from ivr.simulator.phone.scenario import Scenario


def start(options: argparse.Namespace, scenarios: list[Scenario], faults: FaultOrder) -> int:
    """Run each scenario; 0 when all held."""
    if not scenarios:
        raise Refused("--app: a --scenario is wanted; by hand one calls an app at a --url")
    setting = _setting(options, faults)
    with report.lines_to(options.json) as lines:
        told = report.Audience(lines, sys.stderr if options.json == "-" else sys.stdout)
        results = [_ran(setting, scenario, told) for scenario in scenarios]
    if options.junit is not None:
        junit.write(options.junit, results)
    return max(report.verdict(result, told.people) for result in results)


def _ran(setting: Setting, scenario: Scenario, told: report.Audience) -> Mapping[str, Any]:
    run = run_scenario(setting, scenario)
    for event in run.events:
        told.take(event)
    for failure in run.failures:
        print(f"  the app raised {failure!r}", file=told.people)
    return run.result.details()


def _setting(options: argparse.Namespace, faults: FaultOrder) -> Setting:
    return Setting(
        shared.named(options.app),
        url=options.url or Setting.url,
        method=options.method,
        fallback_url=options.fallback_url or "",
        status_callback=options.status_callback or "",
        token=shared.token(options) or TOKEN,
        behaviour=shared.behaviour(options),
        faults=faults,
        ready=_ready(options),
    )


def _ready(options: argparse.Namespace) -> Callable[[Simulation], None]:
    told = shared.named(options.ready) if options.ready else None

    def ready(simulation: Simulation) -> None:
        shared.equipped(simulation.account, options)
        if told is not None:
            told(simulation)

    return ready
