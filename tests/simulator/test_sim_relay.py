"""ConversationRelay over a real WebSocket: the caller's words come as text, the app's text is spoken."""

import asyncio

from twilio.request_validator import RequestValidator

from tests.simulator.socket_app import StreamApp, conversation

RELAY = (
    '<Connect action="HTTP/action"><ConversationRelay url="WS/media" welcomeGreeting="Hello there." {}>'
    '<Parameter name="shop" value="7"/></ConversationRelay></Connect>'
)


def prompts(events):
    return [event.details["text"] for event in events if event.name == "prompt"]


def test_words_go_to_the_app_and_its_answer_is_spoken_until_it_ends_the_session():
    async def answer(socket, message):
        if message["type"] == "prompt":
            for token in ("We open", " at nine.", " Good", "bye."):
                await socket.send_json({"type": "text", "token": token, "last": token == "bye."})
            await asyncio.sleep(1.5)
            await socket.send_json({"type": "end", "handoffData": '{"reason": "done"}'})

    app = StreamApp(RELAY.format(""), answer)

    async def act(hands):
        await asyncio.sleep(1.5)
        await hands.say("when do you open")

    call, events = conversation(app, act, after="")
    [setup] = app.named("setup")
    assert (setup["callSid"], setup["from"], setup["customParameters"]) == (call.sid, "+12025550143", {"shop": "7"})
    assert setup["sessionId"].startswith("VX")
    assert [(each["voicePrompt"], each["lang"], each["last"]) for each in app.named("prompt")] == [
        ("when do you open", "en-US", True)
    ]
    assert prompts(events) == ["Hello there.", "We open at nine.", "Goodbye."]
    [told] = app.callbacks
    assert (told["SessionStatus"], told["SessionId"]) == ("ended", setup["sessionId"])
    assert told["HandoffData"] == '{"reason": "done"}'
    assert not call.notifications


def test_who_speaks_into_the_answer_stops_it_and_the_app_hears_how_far_it_came():
    async def answer(socket, message):
        if message["type"] == "setup":
            await socket.send_json({"type": "text", "token": "One two three four five six seven eight.", "last": True})
            await socket.send_json({"type": "text", "token": "Nobody hears this.", "last": True})

    app = StreamApp(RELAY.replace('welcomeGreeting="Hello there."', "").format(""), answer)

    async def act(hands):
        await asyncio.sleep(1.2)
        await hands.say("stop")
        await asyncio.sleep(0.3)
        hands.hang_up()

    _, events = conversation(app, act, after="")
    [interrupt] = app.named("interrupt")
    assert interrupt["utteranceUntilInterrupt"].startswith("One two")
    assert not interrupt["utteranceUntilInterrupt"].endswith("eight.")
    assert 500 < interrupt["durationUntilInterruptMs"] < 2000
    assert prompts(events) == ["One two three four five six seven eight."]


def test_keys_are_told_where_asked_and_stop_only_what_they_may():
    app = StreamApp(RELAY.format('dtmfDetection="true" welcomeGreetingInterruptible="speech"'))

    async def act(hands):
        await asyncio.sleep(0.4)
        hands.key("5")
        await asyncio.sleep(0.4)
        hands.hang_up()

    conversation(app, act, after="")
    assert [each["digit"] for each in app.named("dtmf")] == ["5"]
    assert not app.named("interrupt")
    assert [each["SessionStatus"] for each in app.callbacks] == ["completed"]


def test_the_handshake_is_signed_and_a_message_that_makes_no_sense_is_told():
    async def answer(socket, message):
        if message["type"] == "setup":
            await socket.send_json({"type": "sing"})
        elif message["type"] == "error":
            await socket.send_json({"type": "end"})

    app = StreamApp(RELAY.format(""), answer)
    call, _ = conversation(app, lambda hands: asyncio.sleep(0), after="")
    url = app.base.replace("http", "ws", 1) + "/media"
    assert RequestValidator("12345").validate(url, {}, app.headers["X-Twilio-Signature"])
    assert [each.code for each in call.notifications] == [64107]


def test_a_socket_that_is_refused_or_breaks_off_is_a_failed_session():
    app = StreamApp(RELAY.replace("WS/media", "WS/nowhere").format(""))
    call, _ = conversation(app, lambda hands: asyncio.sleep(0), after="")
    assert [each.code for each in call.notifications] == [64102]

    async def leave(socket, message):
        await socket.close()

    other = StreamApp(RELAY.format(""), leave)
    again, _ = conversation(other, lambda hands: asyncio.sleep(0), after="")
    assert [each.code for each in again.notifications] == [64105]
    assert [each["ErrorCode"] for each in app.callbacks + other.callbacks] == ["64102", "64105"]
