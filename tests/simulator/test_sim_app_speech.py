"""What an app says through <Connect><Stream>, over a real WebSocket.

| who | learns |
|---|---|
| the log | `prompt` (`[stream]`) when the app begins to speak, `spoken` (seconds, perhaps words) when it is done |
| the caller's transcript, `hear`, `said` | the words; without a recogniser `[stream 1.2 s]` |
| `load` | `answer_ms`: from the caller's last word or key to the begin of the app's next words |
"""

import asyncio
import base64
import json

from aiohttp import web

from ivr.simulator.audio import mulaw
from ivr.simulator.audio.voice import hummed
from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.loading.measures import Measures
from ivr.simulator.network import network_exchange
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario_file import read
from ivr.simulator.virtual import run_alone

PIECE = 160


def media(sid, sound):
    return {"event": "media", "streamSid": sid, "media": {"payload": base64.b64encode(sound).decode()}}


class TalkingBot:
    """A bot as people write them: after a key it answers, in pieces of 20 ms, some of which are silence."""

    async def voice(self, request):
        stream = f"ws://{request.host}/media"
        return web.Response(
            text=f'<Response><Connect><Stream url="{stream}"/></Connect></Response>', content_type="text/xml"
        )

    async def media(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            event = json.loads(message.data)
            if event["event"] == "dtmf" and event["dtmf"]["digit"] == "*":
                await socket.send_str(json.dumps(media(event["streamSid"], hummed("a dozen words").ulaw)))
                await asyncio.sleep(1)
                await socket.close()
            elif event["event"] == "dtmf":
                await self.answered(socket, event["streamSid"])
        return socket

    async def answered(self, socket, sid):
        await asyncio.sleep(0.3)
        said = hummed("a dozen words").ulaw + mulaw.silence(8000) + hummed("and some more words").ulaw
        for first in range(0, len(said), PIECE):
            await socket.send_str(json.dumps(media(sid, said[first : first + PIECE])))


def called(steps, recognise=None):
    """Return how a call to the bot went, its events, and what `load` measures of it."""

    async def main():
        bot, app = TalkingBot(), web.Application()
        app.add_routes([web.post("/voice", bot.voice), web.get("/media", bot.media)])
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        exchange = network_exchange(recognise=recognise)
        measures, events = Measures(exchange.log), []
        exchange.log.sinks.append(events.append)
        account = exchange.open_account(token="12345")
        scenario = read({"steps": steps}, None)
        exchange.buy(account, scenario.called, Hooks(Hook(f"http://127.0.0.1:{runner.addresses[0][1]}/voice")))
        result = await ScenarioRun(exchange, account, scenario).run()
        await exchange.close()
        await runner.cleanup()
        return result, events, measures.figures()

    return run_alone(main())


def test_its_words_are_heard_where_a_recogniser_is_attached():
    words = iter([("a dozen words", 0.9), ("and some more words", 0.8)])

    async def recognise(samples, language, hints):
        return next(words)

    steps = [{"silence": 1}, {"press": "1"}, {"hear": "a dozen words"}, {"hear": "some more words"}, "hangup"]
    result, events, figures = called(steps, recognise)
    assert result.ok, result.problems
    assert [(each.details["text"], each.details["confidence"]) for each in events if each.name == "spoken"] == [
        ("a dozen words", 0.9),
        ("and some more words", 0.8),
    ]
    assert figures["answer_ms"]["count"] == 1
    assert 250 < figures["answer_ms"]["p50"] < 1500


def test_its_last_words_are_heard_though_it_hangs_up_before_they_are_recognised():
    async def recognise(samples, language, hints):
        await asyncio.sleep(2)
        return "a dozen words", 0.9

    result, _, _ = called([{"silence": 1}, {"press": "*"}, {"hear": "a dozen words"}], recognise)
    assert result.ok, result.problems
    assert result.status == "completed"


def test_without_a_recogniser_it_is_told_how_long_it_spoke():
    steps = [{"silence": 1}, {"press": "1"}, {"hear": "/stream [0-9.]+ s.*stream [0-9.]+ s/"}, "hangup"]
    result, events, _ = called(steps)
    assert result.ok, result.problems
    assert [each.details["text"] for each in events if each.name == "prompt"] == ["[stream]", "[stream]"]
    assert all(each.details["seconds"] > 0.9 for each in events if each.name == "spoken")
