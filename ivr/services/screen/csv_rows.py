"""Read the prices of parts from a CSV file: a row for each model, country and part."""

import re
from datetime import UTC, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

from ivr.regions import usual_currency
from ivr.services.screen.prices import Part, Where
from ivr.sources.names import by_language, columns_beside
from ivr.sources.rows import BadRow, Readers, Row, Rows, read_rows
from ivr.sources.values import amount, country, currency, day, text, words

MODELS = columns_beside("model")
OPTIONAL = (*MODELS, "imei_codes", "currency", "plan_price", "plan_until", "plan_where")


def read_prices(path: Path, region: str, zone: tzinfo = UTC) -> Rows:
    """Yield each row as a price's columns, or as a BadRow; raise UnusableFile."""
    return (_whole(row) if isinstance(row, Row) else row for row in read_rows(path, READERS, OPTIONAL))


def _whole(row: Row) -> Row | BadRow:
    """Refuse what each column alone doesn't show, and gather the names by language."""
    values = dict(row.values)
    plan = values["plan_price"]
    wrong = ["plan_price: only a screen has one"] * bool(plan and values["part"] != Part.SCREEN)
    if plan and Decimal(plan) > Decimal(values["price"]):
        wrong.append("plan_price: give less than the price")
    if plan and not (values["plan_until"] and values["plan_where"]):
        wrong.append("plan_until, plan_where: give both with a plan_price")
    if wrong:
        return BadRow(row.line, "; ".join(wrong), row.lines)
    values["name"] = by_language(values, "model")
    for column in ("model", *MODELS):
        del values[column]
    values["currency"] = values["currency"] or usual_currency(values["country"]) or "USD"
    return Row(values, row.line, row.lines)


def _price(value: str) -> str:
    found = amount(value)
    if found is None:
        raise ValueError("give an amount like 89.90")
    return found


def _one_of(kind: type[Part] | type[Where], *, needed: bool) -> Any:
    def read(value: str) -> str | None:
        if not value and not needed:
            return None
        given = "_".join(value.lower().replace("-", " ").split())
        if given not in list(kind):
            raise ValueError(f"use one of {', '.join(kind)}")
        return given

    return read


def _codes(value: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(re.split(r"[\s,;/]+", value.strip()))) if value.strip() else ()
    if not all(re.fullmatch(r"[0-9]{8}", code) for code in codes):
        raise ValueError("give the first eight digits of the model's IMEIs, several with spaces between")
    return codes


READERS: Readers = {
    "model": words,
    **dict.fromkeys(MODELS, text),
    "imei_codes": _codes,
    "country": country,
    "part": _one_of(Part, needed=True),
    "price": _price,
    "currency": lambda value: currency(value) if value else "",
    "plan_price": amount,
    "plan_until": day,
    "plan_where": _one_of(Where, needed=False),
}
