"""The REST API for the real `twilio` client in this very process.

client = Client(sid, token, http_client=DirectClient(RestApi(exchange)))
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from ivr.simulator.rest.api import RestApi
from ivr.simulator.rest.requests import ApiRequest


@dataclass(frozen=True)
class DirectResponse:
    """A response as the `twilio` client reads it."""

    status_code: int
    text: str
    headers: Mapping[str, str]
    ok: bool

    @property
    def content(self) -> str:
        """The body once more, under the name the client uses after a deletion."""
        return self.text


class DirectClient:
    """What `twilio.rest.Client` takes as `http_client`: every request is answered at once."""

    def __init__(self, api: RestApi) -> None:
        self._api = api

    def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> DirectResponse:
        """Return the API's response."""
        parts = urlsplit(url)
        query = "&".join(filter(None, (parts.query, urlencode(_fields(params)))))
        target = f"{parts.path}?{query}" if query else parts.path
        basic = base64.b64encode(":".join(auth).encode()).decode() if auth else ""
        answer = self._api.answer(ApiRequest(method.upper(), target, _fields(data), f"Basic {basic}" if basic else ""))
        text = "" if answer.body is None else json.dumps(answer.body)
        return DirectResponse(answer.status, text, {"Content-Type": answer.content_type}, answer.status < 400)


def _fields(data: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    fields = []
    for name, value in (data or {}).items():
        if value is not None:
            fields += [(name, str(each)) for each in (value if isinstance(value, list | tuple) else [value])]
    return fields
