"""The pytest fixture `twilio_call`: call a WSGI app, or an app at a URL, as a scenario says.

pytest_plugins = ["ivr.simulator.pytest_plugin"]

def test_hours(twilio_call):
    run = twilio_call(app, steps=[{"hear": "press one"}, {"press": "1"}, {"hear": "we open at nine"}])
    assert run.result.ok, run.result.problems
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ivr.simulator.engine.account import Hook, Hooks, keys_in
from ivr.simulator.engine.events import Event
from ivr.simulator.inprocess import TOKEN, Run, Setting, run_scenario
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.phone.scenario_file import PARTS, load, read
from ivr.simulator.phone.values import BadScenario, pairs
from ivr.simulator.virtual import run_alone
from ivr.simulator.web.wsgi import App

TwilioCall = Callable[..., Run]
_OF_THE_SETTING = frozenset({"clock"})  # a datetime there; a scenario's own counts more


@pytest.fixture
def twilio_call(request: pytest.FixtureRequest) -> TwilioCall:
    """Call an app: a WSGI callable on the virtual clock, a URL on the real one.

    `scenario` is a file beside the test, or give its parts (`steps`, `agents`, `**{"from": "+1..."}`) as it would; both
    take `variables` and `parameters`. What else is given goes to `inprocess.Setting` (a URL: `auth_token`, `method`).
    """

    def call(app: App | str, scenario: str = "", auth_token: str = TOKEN, **given: Any) -> Run:
        parts = {name: given.pop(name) for name in sorted(PARTS - _OF_THE_SETTING) if name in given}
        wanted = _wanted(request.path.parent, scenario, parts)
        if isinstance(app, str):
            return run_alone(_called(app, wanted, auth_token, **given))
        return run_scenario(Setting(app, **given), wanted)

    return call


def _wanted(folder: Path, scenario: str, parts: dict[str, Any]) -> Scenario:
    if not scenario:
        return read(parts, folder)
    wanted = load(folder / scenario, parts.pop("variables", None))
    parameters = {**wanted.parameters, **pairs("parameters", parts.pop("parameters", {}))}
    if parts:
        raise BadScenario(f"{', '.join(parts)}: the scenario's file says that; give one or the other")
    return replace(wanted, parameters=parameters)


async def _called(url: str, scenario: Scenario, token: str, method: str = "POST") -> Run:
    exchange = network_exchange()
    events: list[Event] = []
    exchange.log.sinks.append(events.append)
    account = exchange.open_account(token=token)
    account.api_keys |= keys_in(os.environ)
    exchange.buy(account, scenario.called, Hooks(Hook(url, method)))
    try:
        result = await ScenarioRun(exchange, account, scenario).run()
    finally:
        await exchange.close()
    return Run(result, tuple(events))
