"""Read repairs from a CSV file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ivr.identity.columns import identifier
from ivr.services.repair.repairs import Stage
from ivr.sources import BadRow
from ivr.sources.rows import Readers, amount, currency, day, moment, read_rows, words

OPTIONAL = ("doing", "promised", "cost", "currency", "quote_deadline", "decline_cost")


def read_repairs(path: Path, region: str) -> Iterator[dict[str, Any] | BadRow]:
    """Yield each row as the repair's columns, or as a BadRow; raise UnusableFile."""
    return read_rows(path, _readers(region), OPTIONAL)


def _readers(region: str) -> Readers:
    return {
        "order": identifier("order", region),
        "phone": identifier("phone", region),
        "imei": identifier("imei", region),
        "model": words,
        "stage": _stage,
        "since": moment,
        "centre": words,
        "doing": str,
        "promised": day,
        "cost": amount,
        "currency": currency,
        "quote_deadline": day,
        "decline_cost": amount,
    }


def _stage(text: str) -> str:
    if text not in list(Stage):
        raise ValueError(f"use one of {', '.join(Stage)}")
    return text
