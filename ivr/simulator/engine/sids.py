"""Twilio's identifiers: two letters and 32 hexadecimal digits."""

import base64
import json
from random import Random


class Sids:
    """A source of new identifiers; the same seed gives the same ones."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def new(self, prefix: str) -> str:
        """Return a new SID: `CA` call, `MZ` stream, `QU` queue, `CF` conference, `RE` recording ..."""
        return f"{prefix}{self._random.getrandbits(128):032x}"

    def token(self) -> str:
        """Return 32 hexadecimal digits without a prefix, for tokens."""
        return f"{self._random.getrandbits(128):032x}"


def call_token(sid: str) -> str:
    """Return the CallToken of an inbound call: by it, the app may place a call that shows this caller's number."""
    token = base64.urlsafe_b64encode(json.dumps({"parentCallSid": sid}).encode()).decode()
    return json.dumps({"parentCallInfoToken": token, "identityHeaderTokens": []})
