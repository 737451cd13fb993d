"""Read warranties from a CSV file."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale

from ivr.identity.columns import identifier
from ivr.services.warranty.serials import normal_serial
from ivr.services.warranty.warranties import EVERYWHERE, BenefitKind, BenefitStatus
from ivr.sources import BadRow
from ivr.sources.rows import Readers, day, read_rows, words

OPTIONAL = ("benefits",)
COUNTRIES = {code for code in map(str, Locale("en").territories) if len(code) == 2}


def read_warranties(path: Path, region: str) -> Iterator[dict[str, Any] | BadRow]:
    """Yield each row as the warranty's columns and its benefits, or as a BadRow; raise UnusableFile."""
    return read_rows(path, _readers(region), OPTIONAL)


def _readers(region: str) -> Readers:
    return {
        "imei": identifier("imei", region),
        "serial": _serial,
        "model": words,
        "starts": _needed_day,
        "ends": _needed_day,
        "countries": _countries,
        "benefits": _benefits,
    }


def _serial(text: str) -> str:
    serial = normal_serial(text)
    if serial is None:
        raise ValueError("give 6 to 14 letters and digits")
    return serial


def _needed_day(text: str) -> date:
    given = day(text)
    if given is None:
        raise ValueError("give a date like 2026-11-20")
    return given


def _countries(text: str) -> str:
    codes = text.upper().split()
    if codes == [EVERYWHERE]:
        return EVERYWHERE
    if not codes or not COUNTRIES.issuperset(codes):
        raise ValueError("give countries by their two letters of ISO 3166, like US CA, or * for all")
    return " ".join(codes)


def _benefits(text: str) -> list[dict[str, Any]]:
    return [_benefit(part) for part in re.split(r"\s*;\s*", text) if part]


def _benefit(text: str) -> dict[str, Any]:
    kind, status, starts, ends, *more = [*text.split("/"), "", "", ""]
    if kind not in list(BenefitKind) or status not in list(BenefitStatus) or any(more):
        words = f"the first is one of {', '.join(BenefitKind)}, the second of {', '.join(BenefitStatus)}"
        raise ValueError(f"give screen/active/2026-01-31/2027-01-31; {words}")
    return {"kind": kind, "status": status, "starts": _needed_day(starts), "ends": _needed_day(ends)}
