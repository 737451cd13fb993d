"""Variables in scenario files: `${name}`, from the file's own `variables` or from outside."""

import re
from collections.abc import Mapping
from typing import Any

_NAME = re.compile(r"\$\{(\w+)\}")


class UnknownVariable(Exception):
    """A scenario uses a variable that nobody set."""


def filled(data: Any, values: Mapping[str, str]) -> Any:
    """Return data with every `${name}` in its texts replaced; UnknownVariable for one nobody set."""
    match data:
        case str():
            return _NAME.sub(lambda match: _value(match[1], values), data)
        case list():
            return [filled(item, values) for item in data]
        case dict():
            return {key: filled(value, values) for key, value in data.items()}
        case _:
            return data


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise UnknownVariable(f"${{{name}}} is set nowhere")
    return str(values[name])
