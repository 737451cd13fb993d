"""Media Streams over a real WebSocket, on the real clock: order, shape and pace of the messages."""

import asyncio
import base64

import pytest
from twilio.request_validator import RequestValidator

from ivr.simulator.audio import mulaw, tones
from ivr.simulator.audio.sound import Sound
from tests.simulator.socket_app import StreamApp, conversation

FORK = (
    '<Start><Stream name="asr-1" url="WS/media" statusCallback="HTTP/status">'
    '<Parameter name="token" value="t1"/></Stream></Start>'
)


def sound(seconds, byte=0x10):
    return Sound("noise", bytes([byte]) * round(seconds * 8000))


def test_a_fork_sends_connected_start_media_and_stop():
    app = StreamApp(FORK)

    async def act(hands):
        await asyncio.sleep(0.5)
        await hands.speak(sound(0.5))

    call, _ = conversation(app, act)
    assert [message["event"] for message in app.messages[:2]] == ["connected", "start"]
    start = app.messages[1]["start"]
    assert start["mediaFormat"] == {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
    assert (start["callSid"], start["customParameters"], start["tracks"]) == (call.sid, {"token": "t1"}, ["inbound"])
    assert app.messages[-1]["event"] == "stop"
    numbers = [int(message["sequenceNumber"]) for message in app.messages[1:]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [each["StreamEvent"] for each in app.callbacks] == ["stream-started", "stream-stopped"]


def test_what_the_caller_says_arrives_whole_in_frames_of_20_ms_on_time():
    app = StreamApp(FORK)

    async def act(hands):
        await asyncio.sleep(0.3)
        await hands.speak(sound(0.8))

    conversation(app, act)
    frames = [base64.b64decode(each["media"]["payload"]) for each in app.named("media")]
    assert {len(frame) for frame in frames} == {160}
    assert b"".join(frames).count(0x10) == 6400
    assert set(b"".join(frames)) == {0x10, mulaw.SILENCE}
    media = [time for time, each in zip(app.times, app.messages, strict=True) if each["event"] == "media"]
    late = [time - media[0] - number * 0.02 for number, time in enumerate(media)]
    assert sorted(late)[round(len(late) * 0.95)] < 0.04


def test_a_key_sounds_in_the_callers_track():
    app = StreamApp(FORK)

    async def act(hands):
        await asyncio.sleep(0.4)
        hands.key("5")
        await asyncio.sleep(0.4)

    conversation(app, act)
    heard = b"".join(base64.b64decode(each["media"]["payload"]) for each in app.named("media"))
    tone = tones.keys("5").ulaw
    assert bytes(tone).strip(bytes([mulaw.SILENCE])) in heard


def test_the_handshake_is_signed():
    app = StreamApp(FORK)
    conversation(app, lambda hands: asyncio.sleep(0.2), after="<Pause length='1'/>")
    url = app.base.replace("http", "ws", 1) + "/media"
    assert RequestValidator("12345").validate(url, {}, app.headers["X-Twilio-Signature"])


def test_a_refused_stream_is_an_error_and_the_call_goes_on():
    app = StreamApp('<Start><Stream url="WS/nowhere"/></Start><Say>Hi</Say>')
    call, events = conversation(app, lambda hands: asyncio.sleep(0), after="")
    assert [each.code for each in call.notifications] == [31920]
    assert [event.details["text"] for event in events if event.name == "prompt"] == ["Hi"]


def test_a_two_way_stream_plays_marks_clears_and_tells_keys():
    replies = []

    async def answer(socket, message):
        sid = message.get("streamSid")
        if message["event"] == "start":
            payload = base64.b64encode(b"\x20" * 1600).decode()
            await socket.send_json({"event": "media", "streamSid": sid, "media": {"payload": payload}})
            await socket.send_json({"event": "mark", "streamSid": sid, "mark": {"name": "said"}})
        elif message["event"] in ("mark", "dtmf"):
            replies.append(message)
            if message["event"] == "dtmf":
                await socket.close()

    app = StreamApp('<Connect><Stream url="WS/media"/></Connect><Say>After.</Say>', answer)

    async def act(hands):
        await asyncio.sleep(0.8)
        hands.key("5")

    call, events = conversation(app, act, after="")
    assert [each["event"] for each in replies] == ["mark", "dtmf"]
    assert replies[0]["mark"] == {"name": "said"}
    assert replies[1]["dtmf"] == {"track": "inbound_track", "digit": "5"}
    assert call.heard.read(0, call.heard.position()).count(0x20) == 1600
    assert [event.details["text"] for event in events if event.name == "prompt"] == ["[stream]", "After."]


def spoken(byte, seconds, sid):
    payload = base64.b64encode(bytes([byte]) * round(seconds * 8000)).decode()
    return {"event": "media", "streamSid": sid, "media": {"payload": payload}}


def test_pieces_that_keep_coming_are_one_sound():
    async def answer(socket, message):
        sid = message.get("streamSid")
        if message["event"] == "start":
            for _ in range(20):
                await socket.send_json(spoken(0x20, 0.02, sid))
            await socket.send_json({"event": "mark", "streamSid": sid, "mark": {"name": "said"}})
        elif message["event"] == "mark":
            await socket.close()

    app = StreamApp('<Connect><Stream url="WS/media"/></Connect>', answer)
    call, _ = conversation(app, lambda hands: asyncio.sleep(0), after="")
    assert call.heard.read(0, call.heard.position()).count(0x20) == 3200
    assert [each.sound.text[:9] for each in call.heard.sounds] == ["", "[stream 0"]


def test_clear_cuts_what_plays_and_returns_the_marks_behind_it():
    marks = []

    async def answer(socket, message):
        sid = message.get("streamSid")
        if message["event"] == "start":
            await socket.send_json(spoken(0x20, 8, sid))
            await socket.send_json({"event": "mark", "streamSid": sid, "mark": {"name": "unplayed"}})
            await socket.send_json({"event": "clear", "streamSid": sid})
            await socket.send_json(spoken(0x30, 0.1, sid))
            await socket.send_json({"event": "mark", "streamSid": sid, "mark": {"name": "heard"}})
        elif message["event"] == "mark":
            marks.append(message["mark"]["name"])
            if len(marks) == 2:
                await socket.close()

    app = StreamApp('<Connect><Stream url="WS/media"/></Connect>', answer)
    call, _ = conversation(app, lambda hands: asyncio.sleep(0), after="")
    heard = call.heard.read(0, call.heard.position())
    assert marks == ["unplayed", "heard"]
    assert (heard.count(0x20) < 64_000, heard.count(0x30)) == (True, 800)


@pytest.mark.parametrize(("ending", "codes"), [("close", []), ("break", [31903])])
def test_an_app_that_closes_is_no_error_and_one_that_breaks_off_is(ending, codes):
    async def answer(socket, message):
        if message["event"] == "media" and ending == "close":
            await socket.close()
        elif message["event"] == "media":
            socket._req.transport.abort()

    call, _ = conversation(StreamApp(FORK, answer), lambda hands: asyncio.sleep(0))
    assert [each.code for each in call.notifications] == codes


def test_an_invalid_message_is_error_31951():
    async def answer(socket, message):
        if message["event"] == "start":
            await socket.send_str("no json")
            await socket.close()

    call, _ = conversation(
        StreamApp('<Connect><Stream url="WS/media"/></Connect>', answer), lambda hands: asyncio.sleep(0), after=""
    )
    assert [each.code for each in call.notifications] == [31951]
