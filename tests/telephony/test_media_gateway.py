"""Who may stream into the gateway, what closes a stream, and what the call's record says of it."""

import asyncio
import json
import shutil
import socket
import time
from contextlib import ExitStack, suppress
from urllib.request import urlopen

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ivr.languages import ENGLISH
from ivr.speech.models import installed
from ivr.storage import Database
from ivr.telephony.media import sockets
from tests.gateway import RunningGateway, connected, media, start, stop, stream_to
from tests.line import Clock, Office, line_settings
from tests.ports import free_port

pytestmark = pytest.mark.speech


@pytest.fixture(scope="module")
def office(tmp_path_factory, migrated_file, keyring):
    path = shutil.copy(migrated_file, tmp_path_factory.mktemp("gateway"))
    database = Database(f"sqlite:///{path}", keyring)
    yield Office(database, line_settings(media_port=free_port()), Clock(), hears=True)
    database.dispose()


@pytest.fixture(scope="module", autouse=True)
def gateway(office):
    gateway = RunningGateway(office.edge, installed(ENGLISH))
    yield gateway
    gateway.close()


@pytest.fixture
def line(office, request):
    return office.line("CA" + f"{abs(hash(request.node.name)):032x}"[-32:])


@pytest.fixture
def token(line):
    """The token in the line's first document."""
    return line.rings().document.find("Start/Stream/Parameter").get("value")


def told(office, *messages, **how):
    """Send messages; return the code and the reason with which the gateway closed the stream."""

    async def tell():
        async with stream_to(office.settings, **how) as socket:
            for message in messages:
                await socket.send(message)
            async with asyncio.timeout(10):
                await socket.wait_closed()
            return socket.close_code, socket.close_reason

    return asyncio.run(tell())


def is_lost(line):
    """The gateway notes it a moment after the socket has closed."""
    for _ in range(200):
        if line.call.stream_status == "lost":
            return True
        time.sleep(0.01)
    return False


def test_a_stream_with_its_token_is_heard_until_it_stops(office, line, token):
    assert told(office, connected(), start(line.sid, token), media(), stop())[0] == 1000
    assert is_lost(line)  # the next document starts another one


def test_a_token_is_used_once(office, line, token):
    told(office, connected(), start(line.sid, token), stop())
    assert told(office, connected(), start(line.sid, token)) == (1008, "token used, or stream not awaited")


def test_a_token_of_another_call_is_refused(office, line, token):
    assert told(office, start("CA" + "0" * 32, token)) == (1008, "token of another call")


@pytest.mark.parametrize("wrong", ["nonsense", "a.b.c"])
def test_a_wrong_token_is_refused(office, line, wrong):
    code, reason = told(office, connected(), start(line.sid, wrong))
    assert (code, reason.split(":")[0]) == (1008, "token")


def test_no_token_is_refused(office, line):
    assert told(office, start(line.sid, "", customParameters={})) == (1008, "no token")


def test_what_is_logged_of_a_stream_names_its_call_and_turn(office, line, token, caplog):
    told(office, connected(), start(line.sid, token), "{")
    named = [(r.msg["reason"], r.msg["call_sid"], r.msg["turn"]) for r in caplog.records if "reason" in r.msg]
    assert named == [("not JSON", line.sid, 1)]


def test_an_old_token_is_refused(office, line, token):
    office.clock.passes(61)
    assert told(office, start(line.sid, token)) == (1008, "token: SignatureExpired")


@pytest.mark.parametrize(
    "form", [{"sampleRate": 16000}, {"sampleRate": 0}, {"encoding": "audio/L16"}, {"channels": 2}, {"sampleRate": "x"}]
)
def test_another_format_never_reaches_the_decoder(office, line, token, form):
    wrong = start(line.sid, token, mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1} | form)
    assert told(office, wrong)[0] == 1003


@pytest.mark.parametrize(
    ("garbage", "code"),
    [
        ("{", 1007),
        ("[]", 1007),
        ("[" * 10_000, 1007),
        ('{"event": "media", "media": {"payload": "%%%%"}}', 1007),
        ('{"event": "media"}', 1007),
        ('{"event": "media", "media": {"payload": NaN}}', 1007),
        ('{"event": NaN}', 1007),
        (b"\x00\xff", 1003),
        ("x" * 20_000, 1009),
    ],
)
def test_garbage_closes_the_stream_and_tells_that_it_was_lost(office, line, token, garbage, code):
    assert told(office, connected(), start(line.sid, token), garbage)[0] == code
    assert is_lost(line)


def test_a_frame_of_200_megabytes_is_refused_before_it_is_read(office, line, token):
    async def flood():
        async with stream_to(office.settings) as socket:
            await socket.send(start(line.sid, token))
            with suppress(ConnectionClosed):  # the refusal may come while the last pieces are being sent, or after
                await socket.send(["x" * 16_384] * (200 * 64))
            await socket.wait_closed()
            return socket.close_code

    assert asyncio.run(flood()) == 1009


def test_unknown_messages_are_ignored(office, line, token):
    new = json.dumps({"event": "weather", "weather": {}})
    assert told(office, connected(), start(line.sid, token), new, media(), stop())[0] == 1000


def test_sound_before_the_start_is_refused(office):
    assert told(office, connected(), media()) == (1008, "no start")


def test_a_flood_is_refused_but_a_burst_is_not(office, line, token):
    assert told(office, start(line.sid, token), *[media()] * 250, stop())[0] == 1000
    again = line.streams("lost").is_silent().document.find("Start/Stream/Parameter").get("value")
    assert told(office, start(line.sid, again), *[media()] * 400) == (1008, "too many messages")


def test_a_stream_that_falls_silent_is_given_up(office, line, token):
    assert told(office, start(line.sid, token), media()) == (1008, "nothing came")
    assert is_lost(line)


@pytest.mark.parametrize(("signature", "path", "status"), [("nonsense", "", 403), (None, "/else", 404)])
def test_a_handshake_twilio_did_not_sign_or_to_elsewhere_is_refused(office, signature, path, status):
    url = office.settings.media_base + path
    with pytest.raises(InvalidStatus) as refused:
        told(office, url=url, signature=signature)
    assert refused.value.response.status_code == status


def test_the_gateway_tells_how_it_is(office):
    with urlopen(f"http://127.0.0.1:{office.settings.media_port}/health") as answer:
        health = json.load(answer)
    assert health["ok"]
    assert health["decoders"] == 1


def test_a_recording_is_understood_only_with_a_token(office):
    with pytest.raises(OSError, match="403"):
        urlopen(f"http://127.0.0.1:{office.settings.media_port}/media/recognise")


def half(model, folder):
    """A copy of a model of which only half has arrived."""
    shutil.copytree(model, folder)
    largest = max(folder.rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else 0)
    largest.write_bytes(largest.read_bytes()[: largest.stat().st_size // 2])
    return folder


@pytest.mark.parametrize("broken", ["missing", "cut in half"])
def test_without_a_good_model_streams_are_refused_and_the_call_goes_by_keys(broken, sqlite_database, tmp_path):
    by_keys = Office(sqlite_database, line_settings(media_port=free_port()), Clock(), hears=True)
    gateway = RunningGateway(
        by_keys.edge, None if broken == "missing" else half(installed(ENGLISH), tmp_path / "model")
    )
    line = by_keys.line()
    token = line.rings().document.find("Start/Stream/Parameter").get("value")
    assert told(by_keys, connected(), start(line.sid, token)) == (1013, "no speech model")
    line.is_silent().hears("only keys count").presses("1").hears("order number, then pound")
    gateway.close()


def test_a_stream_that_there_is_no_room_for_is_turned_away_and_the_call_goes_by_keys(office, line, token, gateway):
    gateway.speech.losses.add("deadline")
    assert told(office, connected(), start(line.sid, token)) == (1013, "no room")
    assert line.call.stream_status == "full"
    line.is_silent().hears("Our lines are busy").hears("press 1")
    gateway.speech.losses._overloaded_at = float("-inf")


def test_more_silent_sockets_than_are_waited_for_keep_no_caller_out(office, line, token, monkeypatch):
    monkeypatch.setattr(sockets, "MOST_UNOPENED", 20)
    address = ("127.0.0.1", office.settings.media_port)
    with ExitStack() as stack:
        silent = [stack.enter_context(socket.create_connection(address)) for _ in range(60)]
        assert told(office, connected(), start(line.sid, token), media(), stop())[0] == 1000
        silent[0].settimeout(5)
        with suppress(ConnectionResetError):
            assert silent[0].recv(1) == b""


def test_a_gateway_that_was_replaced_lets_its_streams_end_with_their_calls_and_takes_no_new_one(office):
    old = RunningGateway(by_port(office, free_port()).edge, installed(ENGLISH))
    there = by_port(office, old.edge.settings.media_port)
    line = there.line("CA" + "e" * 32)
    token = line.rings().document.find("Start/Stream/Parameter").get("value")

    async def story():
        async with stream_to(there.settings) as socket:
            await socket.send(start(line.sid, token))
            old.loop.call_soon_threadsafe(old.replaced.set)
            for _ in range(50):
                await socket.send(media())
                await asyncio.sleep(0.01)
            with pytest.raises(OSError, match=r"refused|Connect"):
                async with stream_to(there.settings):
                    pass
            assert old.thread.is_alive()
            await socket.send(stop())
            await socket.wait_closed()
            return socket.close_code

    assert asyncio.run(story()) == 1000
    old.thread.join(10)
    assert not old.thread.is_alive()


def by_port(office, port):
    """Return the same office whose gateway has another port."""
    return Office(office.database, line_settings(media_port=port), Clock(), hears=True)
