"""Do the commands of kind `sms`: within the limits, once, by Twilio's REST API."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import structlog

from ivr.messaging import limits as bounds
from ivr.messaging import rows as texts
from ivr.messaging.limits import Limits
from ivr.messaging.opt_outs import BY_TWILIO, is_opted_out, opt_out
from ivr.messaging.order import BadOrder, Order, read_order
from ivr.messaging.reach import cannot_reach
from ivr.messaging.rest import Line, NotTaken
from ivr.messaging.rows import REFUSED, SENDING, SentText
from ivr.messaging.twilio_errors import OPTED_OUT, reason_of
from ivr.outbox import Refused
from ivr.storage import Database, Json, Rows, connection_of
from ivr.storage.locks import one_at_a_time

TOKEN = re.compile(r"(/p/(?:[acds]/)?)[\w-]{16,}", re.ASCII)
LAST_DIGITS = 2

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Composed:
    """The words of a message, with its link, if it has one."""

    text: str

    @property
    def kept(self) -> str:
        """Return the words as they are kept: nobody who reads them can open the link."""
        return without_tokens(self.text)


Compose = Callable[[Rows, Order, datetime], Composed]
"""Puts an order into words; what its link needs is written in the same transaction."""


Stopped = Callable[[Rows, str, datetime], None]
"""Keeps that a number has said stop, which only Twilio has heard."""


def stopped_by_twilio(rows: Rows, number: str, at: datetime) -> None:
    """Send this number nothing more."""
    opt_out(rows, number, BY_TWILIO, at)


def without_tokens(text: str) -> str:
    """Return a message without the tokens of its links."""
    return TOKEN.sub(r"\1…", text)


class Messenger:
    """Send text messages; an instance is the `do` of the handler of `sms`."""

    def __init__(
        self,
        database: Database,
        line: Line,
        compose: Compose,
        *,
        limits: Limits,
        countries: Collection[str],
        clock: Callable[[], datetime],
        stopped: Stopped = stopped_by_twilio,
    ) -> None:
        self._database, self._line, self._compose = database, line, compose
        self._limits, self._countries, self._clock, self._stopped = limits, countries, clock, stopped

    def __call__(self, payload: Json, key: str) -> Json:
        """Send what the payload orders, unless that was done before; return the last digits it went to.

        Raises:
            Refused: invalid, country, landline, opted_out, limit, or what Twilio's error code means.
            TryAgain: Twilio did not say whether it took the message.
        """
        try:
            order = read_order(payload, key)
        except BadOrder:
            raise Refused("invalid") from None
        now = self._clock()
        with self._database.writing_rows() as rows:
            known = texts.of_key(rows, key)
            composed = None if known else self._begin(rows, order, key, now)
        if known:
            return self._again(order, known)
        assert composed
        return self._send(order, *composed)

    def _begin(self, rows: Rows, order: Order, key: str, now: datetime) -> tuple[str, Composed]:
        """Write down that a message is about to be sent; return its ref and its words."""
        one_at_a_time(connection_of(rows), (bounds.LOCK,))
        self._refuse(rows, order, now)
        composed = self._compose(rows, order, now)
        return texts.keep(rows, key, order, composed.kept, now), composed

    def _refuse(self, rows: Rows, order: Order, now: datetime) -> None:
        if why := cannot_reach(order.to, self._countries):
            raise Refused(why)
        if is_opted_out(rows, order.to):
            raise Refused("opted_out")
        if texts.is_known_landline(rows, order.to):
            raise Refused("landline")
        who = texts.indexes_of(rows, order.to)
        if broken := bounds.exceeded(rows, self._limits, who, order.call_sid, now):
            log.warning("a text message is over the limit", limit=broken)
            raise Refused("limit")

    def _again(self, order: Order, known: SentText) -> Json:
        """Go on with a message that was tried before: by somebody who died of it, or did not hear Twilio's answer."""
        if known.status == REFUSED:
            raise Refused(known.reason)
        if known.status != SENDING:
            return _result(order)
        if sid := self._sent_before(order, known):
            self._took(known.ref, sid)
            return _result(order)
        now = self._clock()
        with self._database.writing_rows() as rows:
            composed = self._compose(rows, order, now)
            texts.change(rows, known.ref, now, maybe_twice=True)
        return self._send(order, known.ref, composed)

    def _sent_before(self, order: Order, known: SentText) -> str:
        """Return the SID of a message in Twilio's list with the same number and words that no other row has."""
        listed = self._line.sent_to(order.to, known.at)
        same = [sid for sid, body in listed if without_tokens(body) == known.body]
        with self._database.reading_rows() as rows:
            ours = texts.are_ours(rows, same)
        return next((sid for sid in same if sid not in ours), "")

    def _send(self, order: Order, ref: str, composed: Composed) -> Json:
        try:
            sid = self._line.send(order.to, composed.text, ref)
        except NotTaken as refusal:
            self._refused(order, ref, refusal.code)
            raise Refused(reason_of(refusal.code)) from None
        self._took(ref, sid)
        return _result(order)

    def _took(self, ref: str, sid: str) -> None:
        with self._database.writing_rows() as rows:
            texts.note_status(rows, ref, sid, "accepted", None, self._clock())

    def _refused(self, order: Order, ref: str, code: int) -> None:
        now = self._clock()
        with self._database.writing_rows() as rows:
            texts.change(rows, ref, now, status=REFUSED, reason=reason_of(code), error=code)
            if code == OPTED_OUT:
                self._stopped(rows, order.to, now)


def _result(order: Order) -> Json:
    return {"ending": order.to[-LAST_DIGITS:]}
