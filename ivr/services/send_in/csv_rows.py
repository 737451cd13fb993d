"""Read terms, couriers' times and parcels from CSV files."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.numbers import get_territory_currencies

from ivr.services.send_in.send_ins import Direction, Scan
from ivr.sources.names import by_language, columns_beside
from ivr.sources.rows import BadRow, Readers, Row, Rows, read_rows
from ivr.sources.values import amount, country, currency, day, in_zone, moment, text, whole, words

MODELS = columns_beside("model")
MOST_DAYS, MOST_SEATS = 90, 500


def read_terms(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as the columns of terms, or as a BadRow; raise UnusableFile."""
    return (_named(row) if isinstance(row, Row) else row for row in read_rows(path, TERMS, (*MODELS, *MONEY)))


def read_pick_ups(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as the columns of a courier's time, or as a BadRow; raise UnusableFile."""
    return (_timed(row) if isinstance(row, Row) else row for row in read_rows(path, PICK_UPS, ()))


def read_shipments(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a parcel's columns, or as a BadRow; raise UnusableFile."""
    return read_rows(path, SHIPMENTS | {"scanned_at": moment(zone)}, ("place", "expected"))


def _named(row: Row) -> Row:
    values = dict(row.values)
    values["model"] = by_language(values, "model")
    values["currency"] = values["currency"] or next(iter(get_territory_currencies(values["country"])), "USD")
    return Row({name: value for name, value in values.items() if name not in MODELS}, row.line, row.lines)


def _timed(row: Row) -> Row | BadRow:
    """Give the times the zone of their row."""
    values = dict(row.values)
    zone = ZoneInfo(values["timezone"])
    values |= {name: values[name].replace(tzinfo=zone) for name in ("starts", "ends")}
    if values["starts"] >= values["ends"]:
        return BadRow(row.line, "ends: give a time after starts", row.lines)
    return Row(values, row.line, row.lines)


def _code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{8}", value):
        raise ValueError("give the first eight digits of the model's IMEIs")
    return value


def _name(value: str) -> str:
    if not re.fullmatch(r"[\w.:-]{1,64}", value):
        raise ValueError("give 1 to 64 letters, digits, dots or hyphens; it names the time for good")
    return value


def _number(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4,15}", value):
        raise ValueError("give the number of the request, 4 to 15 digits")
    return value


def _one_of(kind: type[StrEnum]) -> Callable[[str], str]:
    def read(value: str) -> str:
        given = "_".join(value.lower().replace("-", " ").split())
        if given not in list(kind):
            raise ValueError(f"use one of {', '.join(kind)}")
        return given

    return read


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("give an IANA name of a time zone, like Europe/Paris") from None


def _local(value: str) -> datetime:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("give a time like 2026-11-20T09:00") from None
    if at.tzinfo:
        raise ValueError("give the time by the clock there, without a zone")
    return in_zone(at, UTC)


MONEY = ("price", "currency")
TERMS: Readers = {
    "imei_code": _code,
    "country": country,
    "model": words,
    **dict.fromkeys(MODELS, text),
    "price": amount,
    "currency": lambda value: currency(value) if value else "",
    "days": whole(1, MOST_DAYS),
}
PICK_UPS: Readers = {
    "code": _name,
    "country": country,
    "timezone": _zone,
    "starts": _local,
    "ends": _local,
    "seats": whole(0, MOST_SEATS),
}
SHIPMENTS: dict[str, Callable[[str], Any]] = {
    "request": _number,
    "way": _one_of(Direction),
    "carrier": words,
    "scan": _one_of(Scan),
    "place": text,
    "scanned_at": moment(),
    "expected": day,
}
