"""Take who is due, at the pace of the campaigns, and look after calls whose end nobody told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from ivr.logs import about_call, about_no_call
from ivr.outbound import attempts
from ivr.outbound.campaigns import Campaign, close_if_over, running
from ivr.outbound.dialling import KIND, SOON
from ivr.outbound.do_not_call import is_do_not_call
from ivr.outbound.hours import may_call, next_moment
from ivr.outbound.line import Line
from ivr.outbound.people import set_status
from ivr.outbound.tables import CalledPersonRow
from ivr.outbox import TryAgain, enqueue
from ivr.regions import Region, Regions
from ivr.storage import Database, DatabaseBusy, Rows, connection_of
from ivr.storage.locks import one_at_a_time

LOCK = b"outbound"
SECOND = timedelta(seconds=1)
STALE = timedelta(minutes=3)
"""A call whose end nobody told is asked for after this."""
LOST = timedelta(minutes=30)
"""A call that nobody knows of after this was not made."""
MOST_ASKED = 20
FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
LOOK_STALE_EVERY = 30

log = structlog.get_logger(__name__)


class Pacer:
    """Begin calls of the campaigns that run; any number of pacers may run, they take turns."""

    def __init__(self, database: Database, line: Line, regions: Regions, clock: Callable[[], datetime]) -> None:
        self._database, self._line, self._regions, self._clock = database, line, regions, clock

    def run(self, stop: Event) -> None:
        """Work until told to stop."""
        count = 0
        while not stop.wait(SECOND.total_seconds()):
            try:
                self.step()
                if count % LOOK_STALE_EVERY == 0:
                    self.look_after()
            except (SQLAlchemyError, DatabaseBusy) as error:
                log.warning("the campaigns can't be read now", error=type(error).__name__)
            count += 1

    def step(self) -> int:
        """Begin the calls of one moment; return how many."""
        with self._database.reading_rows() as rows:
            if not running(rows):
                return 0
        with self._database.writing_rows() as rows:
            one_at_a_time(connection_of(rows), (LOCK,))
            return sum(self._begin(rows, campaign) for campaign in running(rows))

    def look_after(self) -> None:
        """Ask Twilio how calls ended whose end nobody told."""
        with self._database.reading_rows() as rows:
            stale = attempts.open_since(rows, self._clock() - STALE, MOST_ASKED)
        for attempt in stale:
            if attempt.call_sid:
                about_call(attempt.call_sid, None)
                self._ask(attempt.ref, attempt.call_sid)
                about_no_call()
            elif attempt.placed_at < self._clock() - LOST:
                with self._database.writing_rows() as rows:
                    attempts.close(rows, attempt, "failed", self._clock())

    def _ask(self, ref: str, sid: str) -> None:
        try:
            status = self._line.status(sid)
        except TryAgain as again:
            log.warning("nobody can tell how a call ended", why=str(again))
            return
        if status in FINAL:
            with self._database.writing_rows() as rows:
                attempts.ended(rows, ref, sid, status, self._clock())

    def _begin(self, rows: Rows, campaign: Campaign) -> int:
        now, region = self._clock(), self._regions.of_name(campaign.region)
        if not region.may_call(now, region.zone):
            return 0
        due = self._due(rows, campaign, self._free(rows, campaign, now), now)
        begun = sum(self._begin_one(rows, region, person, now) for person in due)
        if not due:
            close_if_over(rows, campaign)
        return begun

    def _free(self, rows: Rows, campaign: Campaign, now: datetime) -> int:
        """Return how many calls may begin now: all campaigns share the line."""
        window = SECOND * max(1.0, 1 / campaign.per_second)
        begun = attempts.count_since(rows, now - window)
        a_window = max(1, int(campaign.per_second * window.total_seconds()))
        return min(campaign.at_once - attempts.count_open(rows), a_window - begun)

    def _due(self, rows: Rows, campaign: Campaign, most: int, now: datetime) -> list[CalledPersonRow]:
        row = CalledPersonRow
        is_due = (row.campaign_id == campaign.id, row.status == "waiting", row.due_at <= now)
        found = select(row.id, row.phone, row.phone_index).where(*is_due).order_by(row.due_at, row.id)
        return list(connection_of(rows).execute(found.limit(max(0, most))))  # type: ignore[arg-type]

    def _begin_one(self, rows: Rows, region: Region, person: CalledPersonRow, now: datetime) -> bool:
        if is_do_not_call(rows, person.phone):
            set_status(rows, person.id, "opted_out", now)
        elif attempts.is_being_called(rows, person.phone_index):
            set_status(rows, person.id, "waiting", now, now + SOON)
        elif not may_call(region, person.phone, now):
            set_status(rows, person.id, "waiting", now, next_moment(region, person.phone, now))
        else:
            ref = attempts.begin(rows, person.id, person.phone_index, now)
            return enqueue(rows, f"outbound:{ref}", KIND, {"attempt": ref}, now)
        return False
