from dataclasses import replace

import pytest
from flask import Flask

from ivr.hotline.handlers import handlers
from ivr.hotline.pages import open_pages
from ivr.outbox import Worker
from ivr.page_links import LinkOrder, make_link
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.send_in.booking import open_booking
from ivr.services.send_in.demo import add_demo_send_ins
from ivr.services.send_in.importer import store_shipment
from ivr.services.send_in.sql_send_ins import SqlSendIns
from ivr.services.service import Context
from ivr.sources import Row, import_rows
from tests.line import HOTLINE, Clock, line_settings

IDENTITY = {"service": "repair", "number": CUSTOMER_ORDER, "kind": "order", "factor": CUSTOMER_PHONE[2:]}
WITH_QUOTE, DELIVERED = "473088", "466201"


class Site:
    """The pages of a hotline with demo repairs, and somebody who opens links."""

    def __init__(self, database, **changes):
        self.database, self.clock = database, Clock()
        self.settings = line_settings(sms_from=HOTLINE)
        add_demo_repairs(database, self.clock())
        self.pages = replace(open_pages(self.settings, database, self.clock), **changes)
        self.app = Flask("site")
        self.app.jinja_env.globals["brand"] = "Acme"
        self.app.register_blueprint(self.pages.blueprint())
        self.client = self.app.test_client()

    def link(self, order=CUSTOMER_ORDER, language="en", identity=IDENTITY):
        with self.database.writing_rows() as rows:
            return make_link(rows, LinkOrder("repair", order, identity, language, "default", "CA1"), self.clock())

    def link_to_send_in(self, language="en", *, shown=True):
        """Return a link to the page of a request that waits for its courier; links once did not say whose phone."""
        order = {"imei": "490154203237518", "model": {"en": "Aurora 5"}, "phone": CUSTOMER_PHONE, "country": "US"}
        add_demo_send_ins(self.database, self.clock())
        context = Context(self.settings, self.database, self.clock)
        pick_up = SqlSendIns(self.database, self.clock).pick_ups("US", "")[0].times[0].id
        booked = open_booking(context)(
            {"send_order": order | {"way": "courier", "pick_up": pick_up}}, f"CA1:{language}"
        )
        self.request = booked["number"]
        with self.database.writing_rows() as rows:
            return make_link(
                rows,
                LinkOrder(
                    "send_in", self.request, {"phone": CUSTOMER_PHONE} if shown else {}, language, "default", "CA1"
                ),
                self.clock(),
            )

    def scans(self, way, scan, place="", expected=""):
        """Let the carrier note something about the parcel."""
        parcel = {"request": self.request, "carrier": "Swift Parcel", "way": way, "scan": scan, "place": place}
        when = {"scanned_at": self.clock(), "expected": expected or None}
        assert not import_rows(self.database, store_shipment, [Row(parcel | when)]).bad

    def opens(self, token):
        return self.client.get(f"/p/{token}")

    def sees(self, token):
        answer = self.opens(token)
        assert answer.status_code == 200, answer.status
        return answer.text

    def answers(self, token, answer):
        """Press a button of the quote, and confirm; return what the second page said."""
        asked = self.client.post(f"/p/{token}/quote", data={"answer": answer}).text
        sent = self.client.post(f"/p/{token}/answer", data={"answer": answer})
        assert (sent.status_code, sent.location) == (303, f"/p/{token}")
        return asked

    def works(self):
        """Let a worker do what was commanded."""
        Worker(self.database, handlers(self.settings, self.database, self.clock), clock=self.clock).work_off()


@pytest.fixture
def site(sqlite_database):
    return Site(sqlite_database)
