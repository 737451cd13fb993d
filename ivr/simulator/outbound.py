"""Calls the app places by REST: ring somebody, then run the documents on their leg."""

from ivr.simulator.answering_machines import detect, detect_beside, detection
from ivr.simulator.engine.account import Hook
from ivr.simulator.engine.bridge import first
from ivr.simulator.engine.call import Call
from ivr.simulator.engine.exchange import Exchange
from ivr.simulator.engine.legs import reach, send_keys
from ivr.simulator.engine.recorder import Recorder
from ivr.simulator.engine.recordings import Fields, recording_order
from ivr.simulator.engine.steps import Source

TIMEOUT = 60.0
"""Seconds a call rings; the request that made it may say otherwise."""


def originate(exchange: Exchange, call: Call, source: Source, wishes: Fields) -> None:
    """Start ringing; the documents run once somebody answers."""
    call.spawn(_placed(exchange, call, source, wishes))


async def _placed(exchange: Exchange, call: Call, source: Source, wishes: Fields) -> None:
    await exchange.pace.turn()
    if call.over or await reach(exchange, call, float(wishes.get("Timeout") or TIMEOUT)) != "answered":
        return
    if wishes.get("TimeLimit"):
        call.spawn(_limited(exchange, call, float(wishes.get("TimeLimit"))))
    if wishes.get("Record").lower() == "true":
        Recorder(exchange, call, recording_order(wishes, "OutboundAPI"))
    if wishes.get("SendDigits"):
        await send_keys(call, wishes.get("SendDigits"))
    else:  # with digits to send, nobody is listened to
        await _heard_who(exchange, call, wishes)
    if not call.over:
        exchange.run(call, source)


async def _heard_who(exchange: Exchange, call: Call, wishes: Fields) -> None:
    """Find out who answered when that was asked for: before the documents run, or beside them (AsyncAmd)."""
    wanted = detection(wishes.get)
    if wanted is None:
        return
    if wishes.get("AsyncAmd").lower() == "true" or wishes.get("AmdStatusCallback"):
        url = wishes.get("AsyncAmdStatusCallback") or wishes.get("AmdStatusCallback")
        detect_beside(exchange, call, wanted, Hook(url) if url else None)
    else:
        call.answered_by = await detect(call, wanted)


async def _limited(exchange: Exchange, call: Call, seconds: float) -> None:
    if not await first(call.gone, timeout=seconds):
        exchange.hang_up(call)
