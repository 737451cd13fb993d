"""The terminal phone: type digits to press keys, words to speak; an empty line or Ctrl-D hangs up."""

import argparse
import asyncio
import json
import re
import sys
import threading
from typing import Any

import aiohttp

from ivr.simulator.commands import report

TEXT = "text:"
HELP = f"type digits, * or # to press keys, words to speak them, `{TEXT} words` to send them as SMS, Ctrl-D to hang up"


class Terminal:
    """A phone over the phone WebSocket, with a keyboard and lines of text."""

    def __init__(self, api: str, options: argparse.Namespace, told: report.Audience) -> None:
        self._api = api
        self._options = options
        self._audience = told
        self._people = told.people
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()
        self._call = ""
        self._status = ""
        self._patient = not sys.stdin.isatty()

    async def call(self) -> str:
        """Call, stay till either side hangs up, and return the call's last status; empty: there was no call."""
        async with aiohttp.ClientSession() as session, session.ws_connect(f"{self._api}/phone") as socket:
            await socket.send_json(self._dialling())
            print(HELP, file=self._people)
            _read_lines(self._typed)
            typing = asyncio.ensure_future(self._type(socket))
            try:
                async for message in socket:
                    if message.type == aiohttp.WSMsgType.TEXT and self._told(json.loads(message.data)):
                        break
            finally:
                typing.cancel()
        return self._status

    def _parties(self) -> dict[str, str]:
        named = {"from": self._options.caller, "to": self._options.called}
        return {name: number for name, number in named.items() if number}

    def _dialling(self) -> dict[str, Any]:
        options = self._options
        order = {
            "url": options.url,
            "fallback_url": options.fallback_url,
            "status_callback": options.status_callback,
            "sms_url": options.sms_url,
            "from": options.caller,
            "to": options.called,
            "auth_token": options.auth_token,
        }
        return {"type": "dial", **{name: value for name, value in order.items() if value}}

    def _told(self, letter: dict[str, Any]) -> bool:
        """Show what the phone reports; True when the call is over."""
        kind = letter.pop("type")
        if kind == "error":
            print(f"error: {letter['message']}", file=self._people)
            return not self._call
        if kind == "call":
            self._call = letter["call"]
        if kind != "event":
            return False
        self._audience.tell(letter)
        if letter["event"] == "call" and letter["call"] == self._call:
            self._status = letter["status"]
        return self._status in ("completed", "failed", "busy", "no-answer", "canceled")

    async def _type(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while (line := await self._typed.get()) is not None:
            text = line.strip()
            if re.fullmatch(r"[0-9*#\s]+", text):
                await socket.send_json({"type": "keys", "keys": "".join(text.split()), "after_prompt": self._patient})
            elif text.lower().startswith(TEXT):
                await socket.send_json({"type": "text", "body": text[len(TEXT) :].strip(), **self._parties()})
            elif text:
                await socket.send_json({"type": "say", "text": text, "after_prompt": self._patient})
        await socket.send_json({"type": "hangup", "after_prompt": self._patient})


def _read_lines(typed: "asyncio.Queue[str | None]") -> None:
    """Read standard input beside the loop; a thread, because a file or a pipe can't be waited on alike."""
    loop = asyncio.get_running_loop()

    def read() -> None:
        try:
            for line in sys.stdin:
                loop.call_soon_threadsafe(typed.put_nowait, line)
            loop.call_soon_threadsafe(typed.put_nowait, None)
        except RuntimeError:
            return  # the loop ended first

    threading.Thread(target=read, daemon=True).start()
