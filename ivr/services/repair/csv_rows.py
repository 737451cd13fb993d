"""Read repairs from a CSV file."""

from datetime import UTC, tzinfo
from pathlib import Path

from ivr.identity.columns import identifier, imeis
from ivr.services.repair.repairs import Stage
from ivr.sources.rows import Readers, Rows, read_rows
from ivr.sources.values import amount, currency_in, day, moment, text, words

OPTIONAL = ("imei", "doing", "promised", "cost", "currency", "quote_deadline", "decline_cost")


def read_repairs(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as the repair's columns, or as a BadRow; raise UnusableFile."""
    return read_rows(path, _readers(region, zone), OPTIONAL)


def _readers(region: str, zone: tzinfo) -> Readers:
    return {
        "order": identifier("order", region),
        "phone": identifier("phone", region),
        "imei": imeis,
        "model": words,
        "stage": _stage,
        "since": moment(zone),
        "centre": words,
        "doing": text,
        "promised": day,
        "cost": amount,
        "currency": currency_in(region),
        "quote_deadline": day,
        "decline_cost": amount,
    }


def _stage(written: str) -> str:
    stage = "_".join(written.lower().replace("-", " ").split())
    if stage not in list(Stage):
        raise ValueError(f"use one of {', '.join(Stage)}")
    return stage
