"""Dial: the command `call_person` of the outbox. All that speaks against the call is looked at once more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from ivr.outbound import attempts
from ivr.outbound.attempts import Attempt
from ivr.outbound.campaigns import Campaign, campaign_of
from ivr.outbound.do_not_call import is_do_not_call
from ivr.outbound.hours import may_call, next_moment
from ivr.outbound.line import Line, NotCalled
from ivr.outbound.reasons import Reasons
from ivr.outbound.tables import CallAttemptRow
from ivr.regions import Region, Regions
from ivr.storage import Database, Json, Rows, connection_of
from ivr.storage.binding import keyring_of

KIND = "call_person"
SOON = timedelta(minutes=10)
"""When somebody is looked at again whose number is being called for something else, or whose campaign was stopped."""
MENDED = timedelta(hours=1)
"""When a call is tried again that Twilio refused because of our account or number."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Dialler:
    """Place calls; an instance is the `do` of the handler of `call_person`. `number` says a region's."""

    database: Database
    line: Line
    regions: Regions
    reasons: Reasons
    number: Callable[[Region], str]
    clock: Callable[[], datetime]

    def __call__(self, payload: Json, key: str) -> Json:
        """Place the call of a try, unless that was done before or something speaks against it.

        Raises:
            TryAgain: Twilio did not say whether it took the call.
        """
        ref = str(payload.get("attempt")) if isinstance(payload, dict) else ""
        with self.database.reading_rows() as rows:
            attempt = attempts.find_attempt(rows, ref=ref)
            if attempt is None or attempt.outcome or attempt.call_sid:
                return {}
            reason = self.reasons.get(campaign_of(rows, attempt.person).reason)
        if attempt.dialled:
            return self._again(attempt)
        holds = reason is not None and reason.still_holds(attempt.about)  # may take a while: outside of a transaction
        with self.database.writing_rows() as rows:
            region = self._prove(rows, attempt, holds)
        return self._dial(attempt, region) if region else {}

    def _prove(self, rows: Rows, attempt: Attempt, holds: bool) -> Region | None:
        """Note that the number is about to be dialled, and return its region; else end the try, and return None."""
        now, campaign = self.clock(), campaign_of(rows, attempt.person)
        region = self.regions.of_name(campaign.region)
        against, due_at = self._against(rows, attempt, campaign, region, now)
        if not against and not holds:
            against = "changed"
        if against:
            attempts.close(rows, attempt, against, now, due_at)
            return None
        attempts.change(rows, attempt.ref, dialled=True)
        return region

    def _against(
        self, rows: Rows, attempt: Attempt, campaign: Campaign, region: Region, now: datetime
    ) -> tuple[str, datetime | None]:
        """Return what speaks against the call, as an outcome, and when it may be made; "" for nothing."""
        index = keyring_of(connection_of(rows).dialect).blind_index(attempt.phone)
        if is_do_not_call(rows, attempt.phone):
            return "opted_out", None
        if campaign.status != "running" or attempts.is_being_called(rows, index, attempt.ref):
            return "put_off", now + SOON
        if not may_call(region, attempt.phone, now):
            return "put_off", next_moment(region, attempt.phone, now)
        return "", None

    def _dial(self, attempt: Attempt, region: Region) -> Json:
        try:
            sid = self.line.call(attempt.phone, self.number(region), attempt.ref)
        except NotCalled as refusal:
            self._refused(attempt, refusal)
            return {}
        with self.database.writing_rows() as rows:
            attempts.change(rows, attempt.ref, call_sid=sid)
        return {}

    def _refused(self, attempt: Attempt, refusal: NotCalled) -> None:
        """End a try that Twilio refused; what is wrong with our account or number is not theirs who shall be called."""
        now = self.clock()
        with self.database.writing_rows() as rows:
            attempts.change(rows, attempt.ref, dialled=False)
            if refusal.is_ours:
                attempts.close(rows, attempt, "put_off", now, now + MENDED)
            else:
                attempts.close(rows, attempt, "unreachable", now)
        if refusal.is_ours:
            log.error("nobody can be called: our account or number at Twilio needs mending", code=refusal.code)
        else:
            log.warning("a call was not taken", code=refusal.code)

    def _again(self, attempt: Attempt) -> Json:
        """Go on with a call that was asked for by somebody who died of it, or heard no answer.

        One that Twilio lists is ours. One that it does not list is not asked for again at once: it may come late.
        """
        placed = self.line.placed(attempt.phone, attempt.placed_at)
        with self.database.writing_rows() as rows:
            known = _known(rows, [call.sid for call in placed])
            sid = next((call.sid for call in placed if call.sid not in known), "")
            if sid:
                attempts.change(rows, attempt.ref, call_sid=sid)
            else:
                attempts.close(rows, attempt, "failed", self.clock())
        return {}


def _known(rows: Rows, sids: list[str]) -> frozenset[str]:
    found = select(CallAttemptRow.call_sid).where(CallAttemptRow.call_sid.in_(sids))
    return frozenset(connection_of(rows).scalars(found))
