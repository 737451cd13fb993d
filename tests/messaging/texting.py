"""A hotline that sends text messages, and the simulator that takes them, in one process, with the real client."""

from collections.abc import Callable

from twilio.rest import Client

from ivr.hotline.texts import open_messenger
from ivr.messaging.tables import TextMessageRow
from ivr.simulator.callbacks.messages import receive
from ivr.simulator.engine.account import hooks_of
from ivr.simulator.engine.messages import Message
from ivr.simulator.inprocess import SID, Setting, run_in
from tests.line import HOTLINE, TOKEN, Clock, Office, line_settings

PHONE = "+12025550143"


class Texting:
    """Where text messages are sent and answered; `settings` change those of the hotline."""

    def __init__(self, database, **settings):
        self.database, self.clock = database, Clock()
        self.settings = line_settings(sms_from=HOTLINE, **settings)
        self.office = Office(database, self.settings, self.clock)
        self.sent = []

    def lives(self, act: Callable):
        """Let something happen while the simulator runs, then let it tell all that is due."""

        async def main(simulation):
            base = self.settings.web_base
            hooks = hooks_of({"url": f"{base}/voice", "sms_url": f"{base}/sms"})
            simulation.exchange.buy(simulation.account, HOTLINE, hooks)
            self.exchange, self.account = simulation.exchange, simulation.account
            self.client = Client(SID, TOKEN, http_client=simulation.client)
            self.messenger = open_messenger(self.settings, self.database, self.clock, self.client)
            act(self)
            await simulation.exchange.settle(60.0)

        app, url = self.office.app, f"{self.settings.web_base}/voice"
        self.run = run_in(Setting(app, url, token=TOKEN, clock=self.clock.now), main)
        assert not self.run.failures, self.run.failures
        self.sent += [each.details for each in self.run.named("sms") if each.details["from"] == HOTLINE]
        return self

    def sends(self, key="CA1:1:sms", to=PHONE, prompt="repair_kept", **payload):
        return self.messenger({"to": to, "language": "en", "says": [[prompt, {}]], **payload}, key)

    def writes(self, body, phone=PHONE):
        """Let somebody write to the hotline's number."""
        exchange = self.exchange
        message = Message(exchange.sids.new("SM"), SID, phone, HOTLINE, body, exchange.date(), "received", "inbound")
        receive(exchange, self.account, message)

    @property
    def rows(self):
        with self.database.reading() as session:
            return session.query(TextMessageRow).order_by(TextMessageRow.id).all()

    @property
    def bodies(self):
        return [message["body"] for message in self.sent]
