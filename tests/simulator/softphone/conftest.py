"""A shop's little Twilio app, a simulator that serves it, and a person at the softphone's page."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

import tests.chromium
from ivr.simulator.audio import files, mulaw
from ivr.simulator.audio.voice import NeuralVoice
from tests.ports import free_port

TOKEN = "12345"
DOCUMENTS = {
    "/voice": '<Gather numDigits="1" action="/menu" colour="red"><Say>Press one, two or three.</Say></Gather>',
    "/menu 1": '<Gather input="speech" action="/heard" speechTimeout="1"><Say>Ready.</Say></Gather>',
    "/menu 2": '<Dial action="/done" timeout="20">+12025550171</Dial>',
    "/menu 3": '<Record maxLength="2" playBeep="false" action="/done" timeout="0"/>',
    "/menu 4": "<Dial><Number>+12025550199</Number></Dial>",
    "/heard": "<Say>Understood.</Say><Pause length='20'/>",
    "/greeting": '<Say loop="0">Hello there.</Say>',
    "/done": "<Say>Goodbye.</Say>",
}


class Shop:
    """The app under test: documents by path; it keeps every request, with its signature."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], str]] = []
        app = Flask("shop")
        app.add_url_rule("/<path:path>", view_func=self._answer, methods=["POST"])
        app.add_url_rule("/p/<token>", view_func=lambda token: f"<title>Page</title>Your repair, {token}")
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _answer(self, path: str) -> Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        self.requests.append((request.url, request.form.to_dict(), signature))
        document = DOCUMENTS.get(f"/{path} {request.form.get('Digits')}") or DOCUMENTS.get(f"/{path}")
        if path == "count":
            document = f"<Say>{len(self.requests)}</Say>"
        text = f"<Response>{document}</Response>" if document else "no such page"
        return Response(text, 200 if document else 404, content_type="text/xml")

    def forms(self, path: str) -> list[dict[str, str]]:
        return [form for url, form, _ in self.requests if url.endswith(path)]

    def close(self) -> None:
        self._server.shutdown()


class Simulator:
    """`python -m ivr.simulator serve`, as a process."""

    def __init__(self, app_url: str, port: int = 0) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "ivr.simulator", "serve", "--port", str(self.port)]
        command += ["--url", app_url, "--auth-token", TOKEN]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def stop(self) -> None:
        """End it at once, as a crash does."""
        self._process.kill()
        self._process.wait(10)


class Person:
    """Somebody at the page."""

    def __init__(self, page: Page, simulator: Simulator) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(simulator.url)
        expect(page.locator("#line-state")).to_have_text("Connected")

    def calls(self, path: str = "") -> None:
        """Call the app with the Enter key."""
        if path:
            self.page.fill("#app-url", path)
        self.page.evaluate("() => document.activeElement.blur()")
        self.page.keyboard.press("Enter")

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def says(self, words: str) -> None:
        self.page.fill("#words", words)
        self.page.keyboard.press("Enter")
        self.page.locator("#words").blur()

    def reads(self, text: str, kind: str = "prompt") -> None:
        """Wait until something stands in the transcript."""
        expect(self.page.locator(f".turn[data-kind={kind}]", has_text=text).last).to_be_visible(timeout=10000)

    def hears_out(self) -> None:
        """Wait until nobody speaks."""
        expect(self.page.locator(".turn.speaking")).to_have_count(0, timeout=10000)

    def takes(self, phone: str) -> None:
        self.page.get_by_role("tab", name=phone).click()

    def entry(self, kind: str, text: str) -> Any:
        return self.page.locator(f".entry[data-kind={kind}]", has_text=text).first

    def is_told(self, text: str) -> None:
        expect(self.page.locator("#notices")).to_contain_text(text, timeout=10000)


@pytest.fixture(scope="package")
def shop() -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.close()


@pytest.fixture(scope="package")
def simulator(shop: Shop) -> Iterator[Simulator]:
    simulator = Simulator(f"{shop.url}/voice")
    yield simulator
    simulator.stop()


@pytest.fixture(scope="module")
def chromium(spoken_wav: Path) -> Iterator[Browser]:
    """One that hears a WAV file as its microphone."""
    hears = f"--use-file-for-fake-audio-capture={spoken_wav}"
    with tests.chromium.chromium("--use-fake-device-for-media-stream", hears) as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def person(context: BrowserContext, simulator: Simulator) -> Person:
    return Person(context.new_page(), simulator)


@pytest.fixture(scope="package")
def spoken_wav(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence in the offline voice and a pause, as a WAV file that Chromium's microphone repeats."""
    path = tmp_path_factory.mktemp("sound") / "sentence.wav"
    sentence = asyncio.run(NeuralVoice().sound("Where is my repair?")).ulaw
    path.write_bytes(files.wav(sentence + mulaw.silence(mulaw.RATE)))
    return path
