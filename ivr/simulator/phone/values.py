"""Values of scenario files, checked, with errors that say where."""

from collections.abc import Iterable, Mapping
from typing import Any


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
    """Return a telephone number as text."""
    if value in (None, ""):
        return default
    return f"+{value}" if isinstance(value, int) else str(value)


def seconds(where: str, value: Any) -> float:
    """Return seconds from `2`, `1.5s` or `800ms`."""
    text = str(value).strip()
    try:
        return float(text[:-2]) / 1000 if text.endswith("ms") else float(text.removesuffix("s"))
    except ValueError as error:
        raise BadScenario(f"{where}: {value!r} are no seconds") from error


def flag(value: Any) -> bool:
    """Return whether a value means yes."""
    return str(value).strip().lower() in ("true", "yes", "on", "1")


def texts(value: Any) -> tuple[str, ...]:
    """Return one text or a list of them as a tuple."""
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)
