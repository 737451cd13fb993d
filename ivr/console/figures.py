"""Figures of a period beside those of the one before, with what each is made of."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from flask import Blueprint, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from ivr import review
from ivr.calls import OUTCOMES
from ivr.console.desk import desk
from ivr.console.wording import chosen as language
from ivr.console.wording import gettext, named
from ivr.review import alerts, bands, figures
from ivr.review.figures import Span
from ivr.storage import Rows

blueprint = Blueprint("figures", __name__)
PERIODS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
TITLES = {"day": "yesterday", "week": "last 7 days", "fortnight": "last 14 days", "month": "last 30 days"}
MOST_VERSIONS = 8


@blueprint.get("/figures")
def page() -> str:
    """Show the figures of the last days, today left out unless nothing else is asked for."""
    with desk().database.reading() as rows:
        spans = _spans(rows)
        chosen, against = request.args.get("when", "week"), request.args.get("against", "")
        chosen, against = chosen if chosen in spans else "week", against if against in spans else ""
        span = spans[chosen][1]
        other = spans[against][1] if against else span.before
        watched = [each for each in alerts.alerts(rows) if each.is_out and current_user.scope.is_whole]
        known, asked = figures.flows(rows, span), figures.questions(rows, span)
        now = figures.figures(rows, span, known, asked)
        before = figures.figures(rows, other, *_before(rows, other))
        grid = _grid(figures.hours(rows, span))
    nodes, drawn = bands.drawn(known)
    return render_template(
        "console/figures.html",
        chosen=chosen,
        against=against,
        periods={name: title for name, (title, _) in spans.items()},
        watched=watched,
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


def _spans(session: Session) -> dict[str, tuple[str, Span]]:
    """Return the periods that may be looked at: the last days, and those in which a version was in use."""
    found = {name: (gettext(title), _span(PERIODS[name])) for name, title in TITLES.items()}
    now = desk().now()
    for publication, until in review.in_use(session, MOST_VERSIONS):
        span = Span(publication.at or now, until or now, current_user.scope)
        days = {"number": publication.version, "since": _day(span.since), "until": _day(span.until)}
        if publication.version:
            title = gettext("version %(number)s in use, %(since)s to %(until)s", **days)
        else:
            title = gettext("the files alone in use, %(since)s to %(until)s", **days)
        found[f"use-{publication.number}"] = (title, span)
    return found


def _before(rows: Rows, span: Span) -> tuple[Any, Any]:
    return figures.flows(rows, span), figures.questions(rows, span)


def _span(days: int) -> Span:
    """Return the last whole days of the zone that the pages show, with today when more than one is asked for."""
    zone = ZoneInfo(desk().settings.timezone)
    today = desk().now().astimezone(zone).date()
    last = today + timedelta(days=1) if days > 1 else today
    first, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (last - timedelta(days=days), last))
    return Span(first, end, current_user.scope)


def _day(at: datetime) -> str:
    return at.astimezone(ZoneInfo(desk().settings.timezone)).date().isoformat()


def _grid(counted: Mapping[datetime, int]) -> list[tuple[str, list[int]]]:
    """Return how many calls came in each hour of each weekday, in the zone that the pages show."""
    zone, days = ZoneInfo(desk().settings.timezone), [[0] * 24 for _ in range(7)]
    for at, count in counted.items():
        local = at.astimezone(zone)
        days[local.weekday()][local.hour] += count
    names = get_day_names("abbreviated", locale=language())
    return [(names[number], counts) for number, counts in enumerate(days)]


def _names(value: str, column: str = "") -> str:
    """Return a stored name as people read it; a topic may have the name of an outcome."""
    return named(value, column) or gettext("not known")
