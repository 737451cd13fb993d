"""Tell somebody when a figure leaves its band, and when it is back: on the page, by mail, by webhook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ivr import codec
from ivr.outbox import enqueue
from ivr.refusals import Refusal
from ivr.review import audit, figures
from ivr.review.figures import CALLS, NAMES, Figure, Span
from ivr.review.tables import AlertRow
from ivr.storage import Database

MAIL, POST = "mail_alert", "post_alert"
"""The kinds of commands that tell somebody."""
LONGEST_HOURS = 24 * 31


class BadAlert(Refusal):
    """Say what is wrong with an alert, and what to do."""


@dataclass(frozen=True)
class Band:
    """A figure over the last hours, from the lowest to the highest value that is well, None for no bound.

    It is judged when it was taken of at least `fewest` calls, answers or whatever its formula counts.
    """

    figure: str
    hours: int
    lowest: float | None = None
    highest: float | None = None
    fewest: int = 20
    mail: str = ""
    webhook: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether a value is in the band; its bounds are."""
        return (self.lowest is None or value >= self.lowest) and (self.highest is None or value <= self.highest)

    def refuse_unfit(self) -> None:
        """Raise BadAlert where it can't be watched."""
        if self.figure not in NAMES:
            raise BadAlert("Choose a figure from the list.")
        if not 0 < self.hours <= LONGEST_HOURS:
            raise BadAlert("Give 1 to %(most)s hours.", most=LONGEST_HOURS)
        if self.lowest is None and self.highest is None:
            raise BadAlert("Give the lowest or the highest value that is well.")
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise BadAlert("The lowest value is above the highest: change one of them.")
        if self.mail and ("@" not in self.mail or not self.mail.isprintable() or " " in self.mail):
            raise BadAlert("Give one mail address, or none.")


@dataclass(frozen=True)
class Alert:
    """A band that is watched, by whom it was set, and how its figure was when looked at last."""

    id: int
    band: Band
    who: str
    is_out: bool
    value: float | None
    since: datetime


@dataclass(frozen=True)
class Told:
    """What somebody is told: the figure and its value, the band, since when. Nothing of any caller."""

    figure: str
    value: float
    unit: str
    of: int
    hours: int
    is_out: bool
    lowest: float | None = None
    highest: float | None = None
    mail: str = ""

    @property
    def sentence(self) -> str:
        """Return it in a sentence."""
        bounds = (("at least", self.lowest), ("at most", self.highest))
        band = " and ".join(f"{word} {bound:g} {self.unit}".strip() for word, bound in bounds if bound is not None)
        where = "is out of its band" if self.is_out else "is in its band again"
        value = f"{self.value:.1f} {self.unit}".strip()
        return f"{self.figure} {where}: {value} over the last {self.hours} h (of {self.of}), wanted is {band}."


def add(session: Session, band: Band, who: str, at: datetime) -> None:
    """Watch a figure from now on. Raises BadAlert."""
    band.refuse_unfit()
    session.execute(insert(AlertRow).values(**vars(band), who=who, is_out=False, value=None, since=at))
    audit.note(session, who, "alert", f"{band.figure}, {band.lowest} to {band.highest}", at)


def drop(session: Session, id_: int, who: str, at: datetime) -> None:
    """Watch it no more."""
    if session.connection().execute(delete(AlertRow).where(AlertRow.id == id_)).rowcount:
        audit.note(session, who, "alert dropped", f"alert {id_}", at)


def alerts(session: Session) -> Sequence[Alert]:
    """Return all alerts, those whose figure is out of its band first."""
    rows = session.scalars(select(AlertRow).order_by(AlertRow.is_out.desc(), AlertRow.figure, AlertRow.id))
    return [_alert(row) for row in rows]


def look(database: Database, now: datetime) -> int:
    """Look at all figures once; where one has left its band, or is back, have it told. Return how many changed.

    The figures are counted before anything is written: calls do not wait for that.
    """
    with database.reading() as session:
        watched = alerts(session)
        known = {hours: _figures(session, hours, now) for hours in {alert.band.hours for alert in watched}}
    if not watched:
        return 0
    with database.writing() as session:
        return sum(_judge(session, alert, known[alert.band.hours][alert.band.figure], now) for alert in watched)


def _judge(session: Session, alert: Alert, figure: Figure, now: datetime) -> bool:
    band = alert.band
    few = figure.of < band.fewest and figure.name != CALLS
    if figure.value is None or few:  # too few to say: it stays as it was
        return False
    is_out = not band.holds(figure.value)
    changes = is_out != alert.is_out
    values = {"value": figure.value, "is_out": is_out, "since": now if changes else alert.since}
    as_seen = (AlertRow.id == alert.id, AlertRow.is_out == alert.is_out)
    if not session.connection().execute(update(AlertRow).where(*as_seen).values(**values)).rowcount:
        return False  # somebody else has looked meanwhile, or nobody watches it any more
    if changes:
        measured = (figure.name, figure.value, figure.unit, figure.of, band.hours, is_out)
        told = Told(*measured, band.lowest, band.highest, band.mail)
        for kind in ([MAIL] if band.mail else []) + ([POST] if band.webhook else []):
            enqueue(session, f"{kind}:{alert.id}:{now.isoformat()}", kind, codec.dump(told), now)
    return changes


def _figures(session: Session, hours: int, now: datetime) -> dict[str, Figure]:
    span = Span(now - timedelta(hours=hours), now)
    known, asked = figures.flows(session, span), figures.questions(session, span)
    return {figure.name: figure for figure in figures.figures(session, span, known, asked)}


def _alert(row: AlertRow) -> Alert:
    band = Band(row.figure, row.hours, row.lowest, row.highest, row.fewest, row.mail, row.webhook)
    return Alert(row.id, band, row.who, row.is_out, row.value, row.since)
