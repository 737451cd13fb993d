"""Reading scenario files: YAML, checked."""

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator.engine.delivery import Delivery
from ivr.simulator.engine.parties import OVER
from ivr.simulator.phone.expectations import Expect, Webhook
from ivr.simulator.phone.foreign_files import media
from ivr.simulator.phone.matching import as_regex, as_share
from ivr.simulator.phone.scenario import CALLED, CALLER, Agent, Caller, Scenario
from ivr.simulator.phone.step_reader import StepReader
from ivr.simulator.phone.values import BadScenario, Lines, flag, items, mapping, moment, number, pairs, seconds, texts
from ivr.simulator.phone.variables import UnknownVariable, filled
from ivr.simulator.phone.workers import workspace

PARTS = frozenset({"name", "from", "to", "steps", "agents", "callers", "expect", "stay", "timeout"})
PARTS |= {"variables", "callbacks", "parameters", "clock", "media", "taskrouter", "payments"}
_FLAGS = {"busy", "no_answer", "failed", "machine"}
_SECONDS = {"answer_after", "after"}
_SHORTHAND = ("hear", "press", "say")

__all__ = ["PARTS", "BadScenario", "load", "read"]


def load(path: Path, variables: Mapping[str, str] | None = None) -> Scenario:
    """Return the scenario of a YAML file; BadScenario when it is none. Values stay texts: 007 is 007."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, yaml.BaseLoader)  # it makes text, lists, mappings only  # nosec B506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadScenario(f"{path}: {error}") from error
    lines = Lines(path, text)
    try:
        return read(data, path.parent, path.stem, variables, lines)
    except BadScenario as error:
        raise lines.located(error) from error


def read(
    data: Any,
    folder: Path,
    name: str = "call",
    variables: Mapping[str, str] | None = None,
    lines: Lines | None = None,
) -> Scenario:
    """Return the scenario of parsed YAML; files it plays or includes are found from `folder`, places by `lines`."""
    mapping("scenario", data, PARTS)
    values = {**(data.get("variables") or {}), **(variables or {})}
    try:
        data = filled({key: value for key, value in data.items() if key != "variables"}, values)
    except UnknownVariable as error:
        raise BadScenario(str(error)) from error
    steps = StepReader(folder, values, lines=lines)
    return Scenario(
        name=str(data.get("name", name)),
        caller=number(data.get("from"), CALLER),
        called=number(data.get("to"), CALLED),
        steps=steps.read("steps", data.get("steps")),
        agents=tuple(_agent(where, each, steps) for where, each in _placed("agents", data)),
        others=tuple(_caller(where, each, steps) for where, each in _placed("callers", data)),
        expect=_expect(data.get("expect") or {}),
        stay=seconds("stay", data.get("stay", 10)),
        timeout=seconds("timeout", data.get("timeout", 600)),
        callbacks=_delivery(data["callbacks"]) if data.get("callbacks") else None,
        parameters=pairs("parameters", data.get("parameters") or {}),
        clock=moment("clock", data["clock"]) if data.get("clock") else None,
        taskrouter=workspace(data["taskrouter"]) if data.get("taskrouter") else None,
        payments=tuple(pairs(where, each) for where, each in _placed("payments", data)),
        media=media(pairs("media", data.get("media") or {}), folder),
    )


def _placed(name: str, data: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(f"{name}[{index}]", each) for index, each in enumerate(items(name, data.get(name)), 1)]


def _agent(where: str, data: Any, steps: StepReader) -> Agent:
    names = {field.name for field in fields(Agent)}
    data = mapping(where, data, {*names, *_SHORTHAND})
    shorthand = [{kind: data[kind]} for kind in _SHORTHAND if kind in data]
    settings: dict[str, Any] = {name: flag(f"{where}.{name}", data[name]) for name in _FLAGS & data.keys()}
    settings |= {name: seconds(f"{where}.{name}", data[name]) for name in _SECONDS & data.keys()}
    return Agent(
        number=number(data.get("number"), "*"),
        steps=(*steps.read(where, shorthand), *steps.read(f"{where}.steps", data.get("steps"))),
        calls=str(data.get("calls", "")),
        queue=str(data.get("queue", "")),
        **settings,
    )


def _caller(where: str, data: Any, steps: StepReader) -> Caller:
    data = mapping(where, data, {"from", "steps", "after"})
    return Caller(
        number(data.get("from"), "+12025550144"),
        steps.read(f"{where}.steps", data.get("steps")),
        seconds(f"{where}.after", data.get("after", 0)),
    )


def _expect(data: Any) -> Expect:
    data = mapping("expect", data, {field.name for field in fields(Expect)})
    _patterns(data)
    return Expect(
        status=_status(data.get("status", "")),
        queue=str(data.get("queue", "")),
        sms=texts(data.get("sms")),
        said=texts(data.get("said")),
        twiml=texts(data.get("twiml")),
        webhooks=tuple(_webhook(n, each) for n, each in enumerate(items("expect.webhooks", data.get("webhooks")), 1)),
        notifications=_codes(data["notifications"]) if "notifications" in data else None,
    )


def _patterns(data: Mapping[str, Any]) -> None:
    """Refuse expressions that are none, before the call."""
    for each in (*texts(data.get("sms")), *texts(data.get("said")), *texts(data.get("twiml"))):
        try:
            as_regex(each)
            as_share(each)
        except (re.error, ValueError) as error:
            raise BadScenario(f"expect: {each}: {error}") from error


def _status(value: Any) -> str:
    if value and value not in OVER:
        raise BadScenario(f"expect.status: {value!r} is none of {', '.join(sorted(OVER))}")
    return str(value)


def _delivery(data: Any) -> Delivery:
    data = mapping("callbacks", data, {"late", "lost", "swapped"})
    late = seconds("callbacks.late", data.get("late", 0))
    lost = seconds("callbacks.lost", data.get("lost", 0))
    if lost > 1:
        raise BadScenario(f"callbacks.lost: a share from 0 to 1 is wanted, not {lost:g}")
    return Delivery(late, lost, flag("callbacks.swapped", data.get("swapped", False)))


def _webhook(index: int, data: Any) -> Webhook:
    where = f"expect.webhooks[{index}]"
    data = mapping(where, data, {"path", "form"})
    return Webhook(str(data.get("path", "")), pairs(f"{where}.form", data.get("form") or {}))


def _codes(data: Any) -> tuple[int, ...]:
    try:
        return tuple(int(code) for code in items("expect.notifications", data))
    except (TypeError, ValueError) as error:
        raise BadScenario(f"expect.notifications: a list of codes is wanted: {error}") from error
