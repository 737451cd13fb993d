"""Figures of a period beside those of the one before, with what each is made of."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request

from ivr.calls import OUTCOMES
from ivr.console.desk import desk
from ivr.review import bands, figures
from ivr.review.figures import Span
from ivr.storage import Rows

blueprint = Blueprint("figures", __name__)
PERIODS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
TITLES = {"day": "yesterday", "week": "last 7 days", "fortnight": "last 14 days", "month": "last 30 days"}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@blueprint.get("/figures")
def page() -> str:
    """Show the figures of the last days, today left out unless nothing else is asked for."""
    chosen = request.args.get("when", "week")
    chosen = chosen if chosen in PERIODS else "week"
    span = _span(PERIODS[chosen])
    with desk().database.reading_rows() as rows:
        known, asked = figures.flows(rows, span), figures.questions(rows, span)
        now = figures.figures(rows, span, known, asked)
        before = figures.figures(rows, span.before, *_before(rows, span.before))
        grid = _grid(figures.hours(rows, span))
    nodes, drawn = bands.drawn(known)
    return render_template(
        "console/figures.html",
        chosen=chosen,
        periods=TITLES,
        pairs=list(zip(now, before, strict=True)),
        services=figures.by_service(known),
        transfers=figures.transfers(known),
        questions=asked,
        nodes=nodes,
        bands=drawn,
        grid=grid,
        busiest=max((count for _, day in grid for count in day), default=0) or 1,
        names=_names,
        within={"day": _day(span.since), "until": _day(span.until - timedelta(days=1))},
        outcomes=OUTCOMES,
    )


def _before(rows: Rows, span: Span) -> tuple[Any, Any]:
    return figures.flows(rows, span), figures.questions(rows, span)


def _span(days: int) -> Span:
    """Return the last whole days of the zone that the pages show, with today when more than one is asked for."""
    zone = ZoneInfo(desk().settings.timezone)
    today = desk().now().astimezone(zone).date()
    last = today + timedelta(days=1) if days > 1 else today
    first, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (last - timedelta(days=days), last))
    return Span(first, end)


def _day(at: datetime) -> str:
    return at.astimezone(ZoneInfo(desk().settings.timezone)).date().isoformat()


def _grid(counted: Mapping[datetime, int]) -> list[tuple[str, list[int]]]:
    """Return how many calls came in each hour of each weekday, in the zone that the pages show."""
    zone, days = ZoneInfo(desk().settings.timezone), [[0] * 24 for _ in DAYS]
    for at, count in counted.items():
        local = at.astimezone(zone)
        days[local.weekday()][local.hour] += count
    return list(zip(DAYS, days, strict=True))


def _names(value: str) -> str:
    return OUTCOMES.get(value, value.replace("_", " ")) or "not known"
