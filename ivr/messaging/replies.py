"""Answer what nobody reads, once a day and number: two machines must not write to each other for ever."""

from datetime import datetime

from ivr.messaging import rows as texts
from ivr.messaging.opt_outs import index_of, is_opted_out
from ivr.messaging.order import Order
from ivr.storage import Rows


def is_first_today(rows: Rows, order: Order, at: datetime) -> bool:
    """Return whether a number has had no such answer today (UTC) and wants messages; then it is written down."""
    key = f"unread:{index_of(rows, order.to).hex()}:{at:%Y-%m-%d}"
    if is_opted_out(rows, order.to) or texts.of_key(rows, key):
        return False
    ref = texts.keep(rows, key, order, "", at)
    texts.change(rows, ref, at, status="sent")
    return True
