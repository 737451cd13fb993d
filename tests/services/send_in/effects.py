"""Effects of calls about sending a phone in: see tests.outbox.effect."""

from ivr.services.send_in.demo import IMEI, add_demo_send_ins
from ivr.services.send_in.tables import PickUpSeatRow, SendInRow
from tests.every_service import request
from tests.outbox.effect import Effect, after, column, sent
from tests.services.whole_calls import NUMBERS

IDENTIFIED = tuple(keys for _, keys in NUMBERS)


def add_requests(database, now):
    """Add what a request to send in needs, and one that can still be changed."""
    add_demo_send_ins(database, now)
    with database.writing() as session:
        session.add(request(database))


EFFECTS = (
    Effect(
        "phone sent in",
        after(IMEI, "2", "1"),
        column(SendInRow.number, SendInRow.key != "demo"),
        hears="Booked",
        kind="book_send_in",
        form="send_in",
        demo=add_demo_send_ins,
    ),
    Effect(
        "pick-up changed",
        after(*IDENTIFIED, "1", "1", "1", "1"),
        column(PickUpSeatRow.seat),
        hears="The courier comes",
        kind="change_send_in",
        form="send_change",
        demo=add_requests,
    ),
    Effect(
        "handed in instead",
        after(*IDENTIFIED, "4", "1"),
        column(SendInRow.number, SendInRow.way == "drop_off"),
        hears="to a centre",
        kind="change_send_in",
        form="send_change",
        demo=add_requests,
    ),
    Effect(
        "sending in cancelled",
        after(*IDENTIFIED, "2", "1"),
        column(SendInRow.number, SendInRow.stage == "cancelled"),
        hears="is cancelled",
        kind="cancel_send_in",
        form="send_cancel",
        demo=add_requests,
    ),
    Effect(
        "link sent again",
        after(*IDENTIFIED, "3"),
        sent,
        hears="sent",
        kind="text_send_in",
        form="send_link",
        demo=add_requests,
    ),
)
