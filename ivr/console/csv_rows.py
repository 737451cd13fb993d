"""Write calls as CSV that a spreadsheet opens without running anything in it."""

import csv
import io
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from ivr import calls
from ivr.calls import OUTCOMES, CallFilter, CallSummary, Sort
from ivr.redaction import mask_number

MOST = 10_000
PAGE = 500
HEAD = ("time", "caller", "outcome", "reason", "service", "topic", "language", "region", "seconds", "turns", "call")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(session: Session, wanted: CallFilter, sort: Sort, zone: ZoneInfo) -> Iterator[str]:
    """Yield the calls that fit as lines of CSV, at most MOST of them, callers' numbers masked as in the list."""
    yield _line(HEAD)
    after, left = "", MOST // PAGE
    while left:
        page = calls.list_calls(session, wanted, after=after, size=PAGE, sort=sort)
        for call in page.calls:
            yield _line(_values(call, zone))
        after, left = page.next, left - 1 if page.next else 0


def plain(value: str) -> str:
    """Return a value as text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


def _values(call: CallSummary, zone: ZoneInfo) -> tuple[str, ...]:
    at = f"{call.started_at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    became = (OUTCOMES.get(call.outcome, call.status), call.outcome_reason)
    about = (call.service, call.topic, call.language, call.region)
    seconds = "" if call.seconds is None else str(call.seconds)
    return at, mask_number(call.from_), *became, *about, seconds, str(call.turns), call.sid


def _line(values: tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([plain(value) for value in values])
    return written.getvalue()
