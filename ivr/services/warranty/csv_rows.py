"""Read warranties from a CSV file."""

import re
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from ivr.identity.columns import imeis
from ivr.services.warranty.extensions import Where
from ivr.services.warranty.serials import normal_serial
from ivr.services.warranty.warranties import EVERYWHERE, BenefitKind, BenefitStatus
from ivr.sources.rows import BadRow, Readers, Row, Rows, read_rows
from ivr.sources.values import COUNTRIES, LONGEST, amount, country, currency, needed_day, whole, words

OPTIONAL = ("imei", "serial", "benefits")


def read_warranties(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as the warranty's columns and its benefits, or as a BadRow; raise UnusableFile."""
    return (_whole(row) if isinstance(row, Row) else row for row in read_rows(path, READERS, OPTIONAL))


def read_extensions(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as the columns of an extension's terms, or as a BadRow; raise UnusableFile."""
    return read_rows(path, EXTENSIONS)


def _whole(row: Row) -> Row | BadRow:
    """Refuse what each column alone doesn't show."""
    values = row.values
    wrong = ["give an imei or a serial, best both"] * (not values["imei"] and not values["serial"])
    wrong += ["ends: give a day that is not before starts"] * (values["ends"] < values["starts"])
    return BadRow(row.line, "; ".join(wrong), row.lines) if wrong else row


def _serial(text: str) -> str:
    serial = normal_serial(text)
    if text and serial is None:
        raise ValueError("give 6 to 14 letters and digits")
    return serial or ""


def _countries(text: str) -> str:
    codes = list(dict.fromkeys(re.split(r"[\s,;/]+", text.upper().strip())))
    if codes == [EVERYWHERE]:
        return EVERYWHERE
    if not codes or not COUNTRIES.issuperset(codes):
        raise ValueError("give countries by their two letters of ISO 3166, like US CA, or * for all")
    countries = " ".join(codes)
    if len(countries) > LONGEST:
        raise ValueError("give at most 85 countries, or * for all")
    return countries


def _benefits(text: str) -> list[dict[str, Any]]:
    benefits = [_benefit(part.strip()) for part in re.split(r"[;|]", text) if part.strip()]
    if len({benefit["kind"] for benefit in benefits}) < len(benefits):
        raise ValueError("give each kind of benefit once")
    return benefits


def _benefit(text: str) -> dict[str, Any]:
    kind, status, starts, ends, *more = [*text.split("/"), "", "", ""]
    if kind not in list(BenefitKind) or status not in list(BenefitStatus) or any(more):
        words = f"the first is one of {', '.join(BenefitKind)}, the second of {', '.join(BenefitStatus)}"
        raise ValueError(f"give screen/active/2026-01-31/2027-01-31; {words}")
    return {"kind": kind, "status": status, "starts": needed_day(starts), "ends": needed_day(ends)}


def _price(text: str) -> str:
    price = amount(text)
    if price is None:
        raise ValueError("give a price like 49.00, 0 for none")
    return price


def _place(text: str) -> str:
    if text.lower() not in list(Where):
        raise ValueError(f"use one of {', '.join(Where)}")
    return text.lower()


EXTENSIONS: Readers = {
    "model": words,
    "country": country,
    "price": _price,
    "currency": currency,
    "months": whole(1, 60),
    "days": whole(1, 3650),
    "place": _place,
}
READERS: Readers = {
    "imei": imeis,
    "serial": _serial,
    "model": words,
    "starts": needed_day,
    "ends": needed_day,
    "countries": _countries,
    "benefits": _benefits,
}
