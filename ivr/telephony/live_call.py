"""Reach into live calls by Twilio's REST API: push a document, ring an agent.

At most twenty requests are under way at once (Twilio answers 429 to too many), each has two seconds and two tries.
When all fail nothing is lost: the call comes back by itself when its Gather runs out, and gets the same document.
"""

import logging
from collections.abc import Callable
from enum import Enum
from threading import BoundedSemaphore
from typing import TypeVar

import structlog
from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from ivr.settings import Settings

AT_ONCE = 20
TIMEOUT_SECONDS = 2.0
TRIES = 2
INLINE_LIMIT = 3_500  # characters; Twilio refuses more than 4,000
NOT_IN_PROGRESS = 21220
UNDER_WAY = frozenset({"queued", "initiated", "ringing", "in-progress"})
NEWEST = 5  # calls looked at: the list begins with them
WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")


class Pushed(Enum):
    """What became of a document that was pushed."""

    DONE = "done"
    CALL_OVER = "call over"
    FAILED = "failed"


class LiveCall:
    """Speak to Twilio about calls that are under way; may be shared by threads."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._places = BoundedSemaphore(AT_ONCE)

    def push(self, call_sid: str, document: str, url: str) -> Pushed:
        """Let the call go on with this document; `url` serves the same one, for when it is too long to send."""
        what = {"twiml": document} if len(document) < INLINE_LIMIT else {"url": url, "method": "POST"}
        try:
            self._request(lambda: self._client.calls(call_sid).update(**what))
        except TwilioRestException as error:
            return Pushed.CALL_OVER if error.code == NOT_IN_PROGRESS else _failed(error)
        except (TwilioException, RequestException) as error:
            return _failed(error)
        return Pushed.DONE

    def ring(self, to: str, caller_id: str, url: str) -> str | None:
        """Call somebody, who is asked `url` what to do on answering; return the call's SID, None on failure."""
        try:
            return str(self._request(lambda: self._client.calls.create(to=to, from_=caller_id, url=url)).sid)
        except (TwilioException, RequestException) as error:
            log.warning("could not ring an agent", error=_said(error))
            return None

    def is_engaged(self, number: str) -> bool:
        """Return whether a call to this number rings or goes on; False when nobody can tell."""
        try:
            calls = self._request(lambda: self._client.calls.list(to=number, limit=NEWEST))
        except (TwilioException, RequestException) as error:
            log.warning("could not ask whether an agent is free", error=_said(error))
            return False
        return any(call.status in UNDER_WAY for call in calls)

    def _request(self, ask: Callable[[], Answer]) -> Answer:
        with self._places:
            for _ in range(TRIES - 1):
                try:
                    return ask()
                except RequestException:
                    continue
                except TwilioRestException as error:
                    if error.status not in WORTH_ANOTHER_TRY:
                        raise
            return ask()


def rest_client(settings: Settings) -> Client:
    """Return Twilio's own client, pointed at the configured API and unable to log a URL."""
    logging.getLogger("twilio.http_client").setLevel(logging.WARNING)
    client = Client(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        http_client=TwilioHttpClient(timeout=TIMEOUT_SECONDS),
    )
    if settings.twilio_api_url:
        client.api.base_url = settings.twilio_api_url.rstrip("/")
    return client


def _failed(error: Exception) -> Pushed:
    log.warning("could not push a document into the call", error=_said(error))
    return Pushed.FAILED


def _said(error: Exception) -> str:
    """Return what went wrong without the request's URL or data."""
    if isinstance(error, TwilioRestException):
        return f"HTTP {error.status}, code {error.code}"
    return type(error).__name__
