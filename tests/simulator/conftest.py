"""A telephone company for tests: documents by path, a caller's steps, and what came of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import yaml

from ivr.simulator.inprocess import Run, Setting, run_scenario
from ivr.simulator.phone.scenario_file import read

Document = str | Callable[[dict[str, str]], str]


class Pages:
    """A WSGI app: TwiML by path; every request is kept."""

    def __init__(self, documents: dict[str, Document | tuple[str, list[tuple[str, str]], str]]) -> None:
        self.documents = documents
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.headers: list[dict[str, str]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        body = environ["wsgi.input"].read().decode()
        form = dict(parse_qsl(query, keep_blank_values=True) + parse_qsl(body, keep_blank_values=True))
        self.requests.append((environ["REQUEST_METHOD"], path, form))
        self.headers.append({name: value for name, value in environ.items() if name.startswith("HTTP_")})
        document = self.documents.get(path)
        if document is None:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"no such page"]
        if isinstance(document, tuple):
            status, headers, text = document
            start_response(status, headers)
            return [text.encode()]
        text = document(form) if callable(document) else document
        if text.startswith("<Response") or text.startswith("<?xml"):
            start_response("200 OK", [("Content-Type", "text/xml")])
        else:
            start_response("200 OK", [("Content-Type", "text/xml")])
            text = f"<Response>{text}</Response>"
        return [text.encode()]

    def paths(self) -> list[str]:
        return [path for _, path, _ in self.requests]

    def form(self, path: str, number: int = -1) -> dict[str, str]:
        return [form for _, each, form in self.requests if each == path][number]


class Telephone:
    """Calls documents: `call({"/voice": "<Say>Hi</Say>"}, "- hear: hi")`."""

    def __init__(self) -> None:
        self.pages = Pages({})

    def call(self, documents: dict[str, Any], steps: str = "", *, rest: str = "", **setting: Any) -> Run:
        self.pages = Pages(documents)
        data = {"steps": yaml.safe_load(steps) or [], **(yaml.safe_load(rest) or {})}
        return run_scenario(Setting(self.pages, **setting), read(data, Path(__file__).parent))


@pytest.fixture
def telephone() -> Telephone:
    return Telephone()
