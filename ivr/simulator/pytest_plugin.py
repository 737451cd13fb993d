"""The pytest fixture `twilio_call`: call a WSGI app, or an app at a URL, as a scenario says.

pytest_plugins = ["ivr.simulator.pytest_plugin"]

def test_hours(twilio_call):
    run = twilio_call(app, steps=[{"hear": "press one"}, {"press": "1"}, {"hear": "we open at nine"}])
    assert run.result.ok, run.result.problems
"""

from collections.abc import Callable
from typing import Any

import pytest

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.engine.events import Event
from ivr.simulator.inprocess import TOKEN, Run, Setting, run_scenario
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario import Scenario
from ivr.simulator.phone.scenario_file import load, read
from ivr.simulator.virtual import run_alone
from ivr.simulator.web.wsgi import App

TwilioCall = Callable[..., Run]


@pytest.fixture
def twilio_call(request: pytest.FixtureRequest) -> TwilioCall:
    """Call an app: a WSGI callable on the virtual clock, a URL on the real one.

    `scenario` is a file beside the test, or give `steps`, `agents`, `expect` ... as the file would;
    what else is given goes to `inprocess.Setting` (for a URL: `auth_token`, `method`).
    """

    def call(app: App | str, scenario: str = "", auth_token: str = TOKEN, **given: Any) -> Run:
        parts = {name: given.pop(name) for name in ("steps", "agents", "callers", "expect", "stay") if name in given}
        wanted = load(request.path.parent / scenario) if scenario else read(parts, request.path.parent)
        if isinstance(app, str):
            return run_alone(_called(app, wanted, auth_token, **given))
        return run_scenario(Setting(app, **given), wanted)

    return call


async def _called(url: str, scenario: Scenario, token: str, method: str = "POST") -> Run:
    exchange = network_exchange()
    events: list[Event] = []
    exchange.log.sinks.append(events.append)
    account = exchange.open_account(token=token)
    exchange.buy(account, scenario.called, Hooks(Hook(url, method)))
    try:
        result = await ScenarioRun(exchange, account, scenario).run()
    finally:
        await exchange.close()
    return Run(result, tuple(events))
