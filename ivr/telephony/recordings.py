"""Fetch what <Record> recorded.

The address is built from the RecordingSid alone, never taken from a request, so nobody can make us fetch another.
"""

import re
import time
from collections.abc import Callable

import requests

from ivr.settings import Settings

TWILIO = "https://api.twilio.com"
LIMIT_BYTES = 2_000_000  # two minutes of 16-bit sound at 8 kHz
TIMEOUT_SECONDS = 2.0
PATIENCE_SECONDS = 2.5  # the file may be written a moment after the webhook
PAUSE_SECONDS = 0.25
SID = re.compile("RE[0-9a-f]{32}")


class RecordingUnavailableError(Exception):
    """The recording can't be had: not there in time, too large, or refused."""


class Recordings:
    """Fetch recordings with our credentials, which Twilio may or may not ask for."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
        get: Callable[..., requests.Response] = requests.get,
    ) -> None:
        account = settings.twilio_account_sid
        base = (settings.twilio_api_url or TWILIO).rstrip("/")
        self._folder = f"{base}/2010-04-01/Accounts/{account}/Recordings"
        self._credentials = (account, settings.twilio_auth_token.get_secret_value())
        self._clock = clock
        self._ask = get

    def fetch(self, recording_sid: str) -> bytes:
        """Return the WAV file; raise RecordingUnavailableError."""
        if not SID.fullmatch(recording_sid):
            raise RecordingUnavailableError("not a recording's SID")
        deadline = self._clock() + PATIENCE_SECONDS
        while True:
            try:
                return self._get(f"{self._folder}/{recording_sid}.wav")
            except _NotYetError:
                if self._clock() > deadline:
                    raise RecordingUnavailableError("not there in time") from None
                time.sleep(PAUSE_SECONDS)
            except requests.RequestException as error:
                raise RecordingUnavailableError(type(error).__name__) from None

    def _get(self, url: str) -> bytes:
        with self._ask(
            url, auth=self._credentials, timeout=TIMEOUT_SECONDS, stream=True, allow_redirects=False
        ) as answer:
            if answer.status_code == 404:
                raise _NotYetError
            if answer.status_code != 200:
                raise RecordingUnavailableError(f"HTTP {answer.status_code}")
            return _limited(answer)


class _NotYetError(Exception):
    pass


def _limited(answer: requests.Response) -> bytes:
    wav = bytearray()
    for piece in answer.iter_content(65_536):
        wav += piece
        if len(wav) > LIMIT_BYTES:
            raise RecordingUnavailableError("too large")
    return bytes(wav)
