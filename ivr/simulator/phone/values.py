"""Values of scenario files, checked, with errors that say where."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator.engine.numbers import e164

_YES, _NO = frozenset({"true", "yes", "on", "1"}), frozenset({"false", "no", "off", "0"})


class BadScenario(Exception):
    """A scenario file that can't be understood; the message says which part."""


def items(where: str, value: Any) -> list[Any]:
    """Return a list, empty for none."""
    if value in (None, ""):
        return []
    if not isinstance(value, list):
        raise BadScenario(f"{where}: a list is wanted, not {value!r}")
    return value


def mapping(where: str, value: Any, names: Iterable[str]) -> Mapping[str, Any]:
    """Return a mapping that has only known names."""
    if not isinstance(value, Mapping):
        raise BadScenario(f"{where}: a mapping is wanted, not {value!r}")
    known = sorted(names)
    unknown = sorted(str(key) for key in value if key not in known)
    if unknown:
        raise BadScenario(f"{where}: unknown {', '.join(unknown)} (known: {', '.join(known)})")
    return value


def pairs(where: str, value: Any) -> dict[str, str]:
    """Return names and texts, whatever the names."""
    if not isinstance(value, Mapping) or any(isinstance(each, list | Mapping) for each in value.values()):
        raise BadScenario(f"{where}: names with texts are wanted, not {value!r}")
    return {str(name): str(text) for name, text in value.items()}


def number(value: Any, default: str) -> str:
    """Return a telephone number as Twilio writes it; what is no number (`anonymous`, `client:ann`) stays as it is."""
    if value in (None, ""):
        return default
    return e164(f"+{value}" if isinstance(value, int) else str(value))


def seconds(where: str, value: Any) -> float:
    """Return seconds from `2`, `1.5s` or `800ms`."""
    text = str(value).strip()
    try:
        given = float(text[:-2]) / 1000 if text.endswith("ms") else float(text.removesuffix("s"))
    except ValueError:
        given = -1.0
    if not 0 <= given < float("inf"):
        raise BadScenario(f"{f'{where}: ' if where else ''}{value!r} are no seconds")
    return given


def moment(where: str, value: Any) -> datetime:
    """Return a date and time such as `2026-11-22T18:59`, in UTC where it names no zone."""
    try:
        given = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadScenario(f"{where}: a date and time is wanted, not {value!r}") from error
    return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)


def flag(where: str, value: Any) -> bool:
    """Return whether a value means yes."""
    word = str(value).strip().lower()
    if word not in _YES | _NO:
        raise BadScenario(f"{where}: true or false is wanted, not {value!r}")
    return word in _YES


class Lines:
    """Finds the lines of a YAML file on which things stand."""

    def __init__(self, path: Path, text: str) -> None:
        """Take a file's name and text, which is sound YAML."""
        self.path = path
        self._text = text
        self._root = yaml.compose(text, yaml.BaseLoader)

    def number(self, where: str) -> int:
        """Return the line of a place such as `agents[2].steps[1]` or a `${name}`, as far as it can be found."""
        if where.startswith("${"):
            return self._text.partition(where.split()[0])[0].count("\n") + 1
        node = self._root
        for name, index in re.findall(r"(\w+)|\[(\d+)\]", where):
            inner = _inside(node, name, int(index or 0) - 1)
            if inner is None:
                break
            node = inner
        return node.start_mark.line + 1 if node is not None else 1

    def place(self, where: str) -> str:
        """Return the line and the file where something stands, for people."""
        return f"line {self.number(where)} of {self.path.name}"

    def located(self, error: BadScenario) -> BadScenario:
        """Return an error of the file's text with the file's name and the line it is about."""
        return BadScenario(f"{self.path}, line {self.number(str(error).partition(': ')[0])}: {error}")


def _inside(node: yaml.Node | None, name: str, index: int) -> yaml.Node | None:
    match node:
        case yaml.MappingNode() if name:
            return next((value for key, value in node.value if key.value == name), None)
        case yaml.SequenceNode() if 0 <= index < len(node.value):
            return node.value[index]  # type: ignore[no-any-return]
        case _:
            return None


def texts(value: Any) -> tuple[str, ...]:
    """Return one text or a list of them as a tuple."""
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
