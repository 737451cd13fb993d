"""Reading scenario files: YAML, checked, with errors that say where."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator.phone.matching import as_regex
from ivr.simulator.phone.scenario import (
    CALLED,
    CALLER,
    Agent,
    Expect,
    HangUp,
    Hear,
    Play,
    Press,
    Say,
    Scenario,
    Silence,
    Step,
)

_TOP = {"name", "from", "to", "steps", "agents", "expect", "stay", "timeout", "variables"}


class BadScenario(Exception):
    """A scenario file that can't be understood; the message says which part."""


def load(path: Path) -> Scenario:
    """Return the scenario of a YAML file; BadScenario when it is none."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadScenario(f"{path}: {error}") from error
    return read(data, path.parent, path.stem)


def read(data: Any, folder: Path, name: str = "call") -> Scenario:
    """Return the scenario of parsed YAML; files it plays are found from `folder`."""
    if not isinstance(data, Mapping):
        raise BadScenario("a scenario is a mapping with `steps`")
    _known("scenario", data, _TOP)
    return Scenario(
        name=str(data.get("name", name)),
        caller=_number(data.get("from"), CALLER),
        called=_number(data.get("to"), CALLED),
        steps=_steps("steps", data.get("steps"), folder),
        agents=tuple(_agent(index, item, folder) for index, item in enumerate(_list("agents", data.get("agents")), 1)),
        expect=_expect(data.get("expect") or {}),
        stay=_seconds("stay", data.get("stay", 10)),
        timeout=_seconds("timeout", data.get("timeout", 600)),
    )


def _steps(where: str, data: Any, folder: Path) -> tuple[Step, ...]:
    return tuple(_step(f"{where}[{index}]", item, folder) for index, item in enumerate(_list(where, data), 1))


def _step(where: str, item: Any, folder: Path) -> Step:
    if item == "hangup":
        return HangUp()
    if not isinstance(item, Mapping):
        raise BadScenario(f"{where}: a step is one of {', '.join(_STEPS)}, not {item!r}")
    kinds = [kind for kind in _STEPS if kind in item]
    if len(kinds) != 1:
        raise BadScenario(f"{where}: a step has exactly one of {', '.join(_STEPS)}")
    options = {key: value for key, value in item.items() if key != kinds[0]}
    try:
        return _STEPS[kinds[0]](item[kinds[0]], folder, **options)
    except (TypeError, ValueError, OSError) as error:
        raise BadScenario(f"{where}: {kinds[0]}: {error}") from error


def _hear(value: Any, folder: Path, timeout: float = 30.0) -> Step:
    as_regex(str(value))
    return Hear(str(value), float(timeout))


def _press(value: Any, folder: Path, barge_in: bool = False) -> Step:
    keys = str(value)
    if not keys or not set(keys) <= set("0123456789*#ABCDwW"):
        raise ValueError(f"{keys!r} are no keys (write digits in quotes)")
    return Press(keys, bool(barge_in))


def _say(value: Any, folder: Path, barge_in: bool = False) -> Step:
    return Say(str(value), bool(barge_in))


def _play(value: Any, folder: Path, words: str = "", barge_in: bool = False, wav: str = "") -> Step:
    path = folder / str(value)
    sound = base64.b64decode(wav, validate=True) if wav else path.read_bytes()
    return Play(path.name, sound, str(words), bool(barge_in))


def _silence(value: Any, folder: Path, barge_in: bool = False) -> Step:
    return Silence(_seconds("silence", value), bool(barge_in))


_STEPS: dict[str, Callable[..., Step]] = {
    "hear": _hear,
    "press": _press,
    "say": _say,
    "play": _play,
    "silence": _silence,
    "hangup": lambda value, folder: HangUp(),
}


def _agent(index: int, data: Any, folder: Path) -> Agent:
    where = f"agents[{index}]"
    if not isinstance(data, Mapping):
        raise BadScenario(f"{where}: an agent is a mapping")
    plain = {field.name for field in fields(Agent)} - {"steps", "number"}
    _known(where, data, {*plain, "steps", "number", "press", "say", "hear"})
    shorthand = [{kind: data[kind]} for kind in ("hear", "press", "say") if kind in data]
    steps = _steps(where, [*shorthand, *_list(f"{where}.steps", data.get("steps"))], folder)
    given = {name: data[name] for name in plain if name in data}
    for name in ("answer_after", "after"):
        if name in given:
            given[name] = _seconds(f"{where}.{name}", given[name])
    return Agent(number=_number(data.get("number"), "*"), steps=steps, **given)


def _expect(data: Any) -> Expect:
    if not isinstance(data, Mapping):
        raise BadScenario("expect: a mapping of status, queue, sms, said")
    _known("expect", data, {field.name for field in fields(Expect)})
    return Expect(
        status=str(data.get("status", "")),
        queue=str(data.get("queue", "")),
        sms=_patterns(data.get("sms")),
        said=_patterns(data.get("said")),
    )


def _patterns(value: Any) -> tuple[str, ...]:
    return () if value is None else tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _list(where: str, value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadScenario(f"{where}: a list is wanted, not {value!r}")
    return value


def _known(where: str, data: Mapping[str, Any], names: set[str]) -> None:
    unknown = sorted(str(key) for key in data if key not in names)
    if unknown:
        raise BadScenario(f"{where}: unknown {', '.join(unknown)} (known: {', '.join(sorted(names))})")


def _number(value: Any, default: str) -> str:
    if value is None:
        return default
    return f"+{value}" if isinstance(value, int) else str(value)


def _seconds(where: str, value: Any) -> float:
    text = str(value).strip().removesuffix("s")
    try:
        return float(text.removesuffix("m")) / 1000 if text.endswith("m") else float(text)
    except ValueError as error:
        raise BadScenario(f"{where}: {value!r} are no seconds") from error
