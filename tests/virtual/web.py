"""What the hotline itself asks over HTTP, answered here: recordings by the simulator, their words by the gateway."""

from io import BytesIO

import requests
from requests.adapters import BaseAdapter
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from ivr.simulator.rest.requests import ApiRequest
from ivr.telephony.recordings import TWILIO


class Web:
    """A `requests` session that reaches Twilio's REST API and the media gateway; a new run brings new ones."""

    def __init__(self, media_base):
        self.api = self.questions = None
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.mount(TWILIO, _Adapter(self._ask_twilio))
        self._session.mount(media_base, _Adapter(self._ask_gateway))
        self.get = self._session.get

    def _ask_twilio(self, request):
        answer = self.api.answer(ApiRequest("GET", request.path_url, [], request.headers["Authorization"]))
        return answer.status, answer.body if isinstance(answer.body, bytes) else b""

    def _ask_gateway(self, request):
        asked = Request(request.path_url, Headers(request.headers))
        answer = _result(self.questions.recognise(_Door(), asked))
        return answer.status_code, answer.body


class _Adapter(BaseAdapter):
    def __init__(self, ask):
        super().__init__()
        self._ask = ask

    def send(self, request, **_how):
        response = requests.Response()
        try:
            response.status_code, body = self._ask(request)
        except TimeoutError:
            raise requests.Timeout from None
        response.raw, response.url = BytesIO(body), request.url
        return response

    def close(self):
        pass


class _Door:
    """What the gateway's code takes for a connection that asks by plain HTTP."""

    def respond(self, status, text):
        return Response(status, "", Headers({"Content-Type": "text/plain"}), text.encode())


def _result(coroutine):
    """Return what a coroutine returns that never waits."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it waited")
