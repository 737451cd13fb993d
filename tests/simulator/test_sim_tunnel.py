"""Apps that write https:// and wss:// with their own host, because a tunnel or proxy ends TLS before them."""

import asyncio

import pytest
from aiohttp import web
from test_sim_stream import StreamApp, conversation
from twilio.request_validator import RequestValidator

from ivr.simulator.web.loopback import in_the_clear


class BehindTls(StreamApp):
    """An app that speaks plain HTTP and believes to be reached by TLS."""

    async def voice(self, request):
        self.host = request.host
        stream = f'<Stream url="wss://{request.host}/media" statusCallback="https://{request.host}/status"/>'
        return web.Response(
            text=f"<Response><Start>{stream}</Start><Pause length='1'/></Response>", content_type="text/xml"
        )


def test_streams_and_callbacks_reach_an_app_whose_tls_ends_before_it():
    app = BehindTls("")
    call, _ = conversation(app, lambda hands: asyncio.sleep(0))
    assert [each["event"] for each in app.messages][:2] == ["connected", "start"]
    assert [each["StreamEvent"] for each in app.callbacks] == ["stream-started", "stream-stopped"]
    assert not call.notifications


def test_the_url_is_signed_as_the_app_wrote_it():
    app = BehindTls("")
    conversation(app, lambda hands: asyncio.sleep(0))
    signature = app.headers["X-Twilio-Signature"]
    assert RequestValidator("12345").validate(f"wss://{app.host}/media", {}, signature)
    assert app.headers["X-Forwarded-Proto"] == "https"


@pytest.mark.parametrize("url", ["https://app.example/voice", "http://127.0.0.1:5000/voice", "wss://192.0.2.1/media"])
def test_only_this_machine_is_asked_in_the_clear(url):
    assert in_the_clear(url) is None
