"""Text messages: refused or not delivered as Twilio does it, and sent by phones to the app."""

import asyncio

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from ivr.simulator.callbacks.messages import receive
from ivr.simulator.engine.account import Hooks, hooks_of
from ivr.simulator.engine.messages import Message
from ivr.simulator.inprocess import SID, Setting, run_in
from tests.simulator.conftest import Pages

OURS, PHONE = "+12025550100", "+12025550143"


class World:
    """An app with an SMS URL, and a phone that writes to it."""

    def __init__(self, documents):
        self.pages = Pages(documents)

    def lives(self, act):
        async def main(simulation):
            self.simulation = simulation
            self.client = Client(SID, "12345", http_client=simulation.client)
            hooks = hooks_of({"url": "http://app.example/voice", "sms_url": "http://app.example/sms"})
            simulation.exchange.buy(simulation.account, OURS, Hooks().or_else(hooks))
            await act(self)

        return run_in(Setting(self.pages), main)

    def writes(self, body):
        exchange = self.simulation.exchange
        message = Message(exchange.sids.new("SM"), SID, PHONE, OURS, body, exchange.date(), "received", "inbound")
        receive(exchange, self.simulation.account, message)

    def sends(self, to, **more):
        return self.client.messages.create(to=to, from_=OURS, body="Hello.", **more)


def refusal(act):
    with pytest.raises(TwilioRestException) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize(("last", "code"), [("1", 21211), ("2", 21612), ("3", 21408), ("4", 21610), ("9", 21614)])
def test_the_test_numbers_are_refused_with_their_codes(last, code):
    async def act(world):
        assert refusal(lambda: world.sends(f"+1500555000{last}")) == code

    World({}).lives(act)


def test_what_is_not_delivered_says_why():
    async def act(world):
        sent = world.sends("+15005550016", status_callback="http://app.example/told")
        await asyncio.sleep(5)
        assert world.client.messages(sent.sid).fetch().error_code == 30006

    world = World({"/told": ""})
    world.lives(act)
    told = [(form["MessageStatus"], form.get("ErrorCode")) for _, _, form in world.pages.requests]
    assert told == [("sent", None), ("undelivered", "30006")]


def test_a_phones_message_is_asked_about_signed_and_answered():
    async def act(world):
        world.writes("HELP")
        await asyncio.sleep(5)

    world = World({"/sms": "<Message>Call us.</Message>"})
    run = world.lives(act)
    form = world.pages.form("/sms")
    assert (form["From"], form["To"], form["Body"]) == (PHONE, OURS, "HELP")
    assert "HTTP_X_TWILIO_SIGNATURE" in world.pages.headers[-1]
    assert [(each.details["to"], each.details["body"]) for each in run.named("sms")][-1] == (PHONE, "Call us.")


def test_after_stop_nothing_is_sent_until_start():
    async def act(world):
        world.writes(" stop ")
        assert refusal(lambda: world.sends(PHONE)) == 21610
        world.writes("START")
        assert world.sends(PHONE).sid.startswith("SM")

    World({"/sms": "<Message>Bye.</Message>"}).lives(act)
