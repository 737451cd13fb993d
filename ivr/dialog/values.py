"""Name the values that cross the dialog's door: whatever JSON can hold."""

from collections.abc import Mapping
from typing import Any

Json = None | bool | int | float | str | list[Any] | dict[str, Any]
"""A value as `json.dumps` takes it."""

Slots = Mapping[str, Json]
"""The filled slots of a call, by name. Names and meanings are a wire format: add, never re-use."""
