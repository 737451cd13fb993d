"""Mask every text in a value of texts, mappings and sequences."""

from collections.abc import Callable, Mapping
from typing import Any


def mask_all(value: Any, mask: Callable[[str], str]) -> Any:
    """Return the value with every text masked; names of fields, and what is no text, stay as they are."""
    match value:
        case str():
            return mask(value)
        case Mapping():
            return {key: mask_all(inner, mask) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(mask_all(inner, mask) for inner in value)
        case _:
            return value
