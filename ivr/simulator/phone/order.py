"""A scenario sent from one process to another: as data, with its sounds inside."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ivr.simulator.engine.account import Hooks, hooks_of
from ivr.simulator.phone.foreign_files import encoded
from ivr.simulator.phone.scenario import Agent, Caller, HangUp, Hear, Play, Press, Say, Scenario, Silence, Step
from ivr.simulator.phone.scenario_file import read
from ivr.simulator.phone.workers import dumped as dumped_workspace


@dataclass(frozen=True)
class Order:
    """What to run, against which app, signed with which token (empty: the server's own)."""

    scenario: Scenario
    hooks: Hooks
    token: str = ""


def write_order(order: Order) -> dict[str, Any]:
    """Return an order as JSON data."""
    hooks = {"url": order.hooks.voice, "fallback_url": order.hooks.fallback, "status_callback": order.hooks.status}
    addresses = {name: hook.url for name, hook in hooks.items() if hook}
    addresses |= {"method": order.hooks.voice.method} if order.hooks.voice else {}
    return {"scenario": dumped(order.scenario), "auth_token": order.token, **addresses}


def read_order(data: dict[str, Any]) -> Order:
    """Return the order of JSON data; BadScenario when its scenario is none."""
    scenario = read(data["scenario"], Path("/nonexistent"))
    return Order(scenario, hooks_of(data), str(data.get("auth_token") or ""))


def dumped(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as its file would have it."""
    expect = scenario.expect
    wanted = {
        "status": expect.status,
        "queue": expect.queue,
        "sms": list(expect.sms),
        "said": list(expect.said),
        "twiml": list(expect.twiml),
        "webhooks": [{"path": each.path, "form": dict(each.form)} for each in expect.webhooks],
    }
    noted = {} if expect.notifications is None else {"notifications": list(expect.notifications)}
    return {
        "name": scenario.name,
        "from": scenario.caller,
        "to": scenario.called,
        "stay": scenario.stay,
        "timeout": scenario.timeout,
        "steps": [dumped_step(step) for step in scenario.steps],
        "agents": [_agent(agent) for agent in scenario.agents],
        "callers": [_caller(caller) for caller in scenario.others],
        "expect": {**{name: value for name, value in wanted.items() if value}, **noted},
        **({"callbacks": dict(vars(scenario.callbacks))} if scenario.callbacks else {}),
        **({"parameters": scenario.parameters} if scenario.parameters else {}),
        **({"taskrouter": dumped_workspace(scenario.taskrouter)} if scenario.taskrouter else {}),
        **({"payments": list(scenario.payments)} if scenario.payments else {}),
        **({"media": encoded(scenario.media)} if scenario.media else {}),
    }


def dumped_step(step: Step) -> dict[str, Any] | str:
    """Return a step as its file would have it."""
    match step:
        case Hear(pattern, timeout, within):
            return {"hear": pattern, "timeout": timeout, "within": within}
        case Press(keys, barge_in):
            return {"press": keys, "barge_in": barge_in}
        case Say(text, barge_in):
            return {"say": text, "barge_in": barge_in}
        case Silence(seconds, barge_in):
            return {"silence": seconds, "barge_in": barge_in}
        case Play(name, wav, words, barge_in):
            sound = base64.b64encode(wav).decode()
            return {"play": name, "wav": sound, "words": words, "barge_in": barge_in}
        case HangUp():
            return "hangup"


def _caller(caller: Caller) -> dict[str, Any]:
    steps = [dumped_step(step) for step in caller.steps]
    return {"from": caller.number, "after": caller.after, "steps": steps}


def _agent(agent: Agent) -> dict[str, Any]:
    plain = {name: value for name, value in vars(agent).items() if name != "steps"}
    return {**plain, "steps": [dumped_step(step) for step in agent.steps]}
