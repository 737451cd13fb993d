"""Access tokens as Twilio's own library makes them, at the phone WebSocket.

| token | register | dial |
|---|---|---|
| `incoming_allow` | rings as client:identity | |
| `outgoing_application_sid` | | calls the TwiML app, From client:identity, with its and the caller's parameters |
| expired, not valid yet, another key's, changed, no voice grant | refused: 20104, 20105, 20103, 20107, 20106 | too |
"""

import asyncio
import json
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp import web
from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import ChatGrant, VoiceGrant

from ivr.simulator.engine.account import Application, Hook, Hooks
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.access_token import BadToken, read_token
from ivr.simulator.server import Server
from ivr.simulator.virtual import run_alone

ACCOUNT, KEY, SECRET, APP = (
    "AC" + "1" * 32,
    "SK" + "2" * 32,
    "a secret that the app shares with us alone",
    "AP" + "3" * 32,
)
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def at(seconds):
    return int(NOW.timestamp()) + seconds


def token(identity="alice", grant=None, key=KEY, secret=SECRET, **given):
    made = AccessToken(ACCOUNT, key, secret, identity=identity, **{"nbf": at(-5)} | given)
    made.add_grant(grant or VoiceGrant(incoming_allow=True, outgoing_application_sid=APP))
    return made.to_jwt()


def read(text, now=NOW):
    return read_token(text, {KEY: SECRET}, now)


def test_a_token_of_twilios_library_is_read():
    params = {"shop": "7"}
    grant = read(token(grant=VoiceGrant(True, APP, params), valid_until=at(60)), NOW)
    assert (grant.address, grant.incoming, grant.application, grant.parameters) == ("client:alice", True, APP, params)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (token(valid_until=at(-1)), 20104),
        (token(valid_until=at(900), nbf=at(60)), 20105),
        (token(valid_until=at(60), key="SK" + "9" * 32), 20103),
        (token(valid_until=at(60), secret="another secret that the app does not share"), 20107),
        (token(valid_until=at(60), grant=ChatGrant("IS1")), 20106),
        (token(valid_until=at(60), identity=None), 20106),
        ("not.a.token", 20101),
        ("eyJhbGciOiJub25lIn0.e30.", 20101),
        ("", 20101),
    ],
)
def test_a_wrong_token_is_refused_with_twilios_code(text, code):
    with pytest.raises(BadToken) as refused:
        read(text)
    assert refused.value.code == code


async def letter(phone, **wanted):
    """Wait for a letter of the simulator's with these values."""
    async with asyncio.timeout(10):
        async for message in phone:
            if message.type == aiohttp.WSMsgType.TEXT:
                told = json.loads(message.data)
                if wanted.items() <= told.items():
                    return told


async def talked(act):
    """Serve an app that connects callers with the Client they ask for; let `act(open_phone)` use phones."""
    asked = []

    async def voice(request):
        form = dict(await request.post())
        asked.append(form)
        dial = f'<Dial callerId="{form["From"]}"><Client>{form["To"]}</Client></Dial>'
        return web.Response(text=f"<Response>{dial}</Response>", content_type="text/xml")

    app = web.Application()
    app.add_routes([web.post("/voice", voice)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    exchange = network_exchange()
    account = exchange.open_account(ACCOUNT, "12345")
    account.api_keys[KEY] = SECRET
    hooks = Hooks(Hook(f"http://127.0.0.1:{runner.addresses[0][1]}/voice"))
    account.applications[APP] = Application(APP, "softphones", hooks, exchange.date())
    server = Server(exchange, account)
    url = await server.start()
    async with aiohttp.ClientSession() as session:
        await act(lambda: session.ws_connect(f"{url}/phone"))
    await exchange.close()
    await server.stop()
    await runner.cleanup()
    return asked


def test_one_softphone_calls_another_by_their_tokens():
    async def act(phone):
        async with phone() as alice, phone() as bob:
            await bob.send_json({"type": "register", "token": token("bob")})
            assert (await letter(bob, type="registered"))["number"] == "client:bob"
            await alice.send_json({"type": "dial", "token": token(), "parameters": {"To": "bob", "note": "hello"}})
            ringing = await letter(bob, type="ringing")
            assert (ringing["from"], ringing["to"]) == ("client:alice", "client:bob")
            await bob.send_json({"type": "answer"})
            await letter(alice, event="call", status="in-progress", to="client:bob")

    [asked] = run_alone(talked(act))
    assert asked.items() >= {"From": "client:alice", "To": "bob", "note": "hello", "ApplicationSid": APP}.items()


def test_a_token_that_may_not_is_told_so():
    async def act(phone):
        async with phone() as alice:
            await alice.send_json({"type": "register", "token": token(grant=VoiceGrant(outgoing_application_sid=APP))})
            assert "does not allow incoming" in (await letter(alice, type="error"))["message"]
            await alice.send_json({"type": "dial", "token": token(grant=VoiceGrant(incoming_allow=True))})
            assert "does not allow outgoing" in (await letter(alice, type="error"))["message"]
            await alice.send_json({"type": "dial", "token": token(secret="another secret that the app does not share")})
            assert "20107" in (await letter(alice, type="error"))["message"]

    assert run_alone(talked(act)) == []
