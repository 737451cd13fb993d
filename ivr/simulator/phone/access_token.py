"""Access tokens: who a softphone is, and what it may do, signed by the app with an API key (JWT, HS256).

Twilio's Voice SDKs register and call with one. Wrong ones are refused with Twilio's codes: 20101 no access token, 20103
an unknown API key, 20104 expired, 20105 not valid yet, 20107 a wrong signature, 20106 without a voice grant.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class BadToken(ValueError):
    """A token that gives nobody a voice; `code` is Twilio's."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code


@dataclass(frozen=True)
class VoiceGrant:
    """Who it is, whether calls may ring there, and which TwiML app its calls go to, with what parameters."""

    identity: str
    incoming: bool = False
    application: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Return what calls from and to this softphone show."""
        return f"client:{self.identity}"


def read_token(text: str, api_keys: Mapping[str, str], now: datetime) -> VoiceGrant:
    """Return what a token grants; BadToken says why it grants nothing."""
    try:
        head, body, signature = text.split(".")
        header, claims = _json(head), _json(body)
        given = _decoded(signature)
    except (ValueError, binascii.Error) as error:
        raise BadToken(20101, "Invalid Access Token") from error
    if header.get("alg") != "HS256" or not isinstance(claims.get("grants"), dict):
        raise BadToken(20101, "Invalid Access Token: HS256 and grants are wanted")
    secret = api_keys.get(str(claims.get("iss")))
    if secret is None:
        raise BadToken(20103, f"Invalid Access Token issuer: no API key {claims.get('iss')} here (TWILIO_API_KEY)")
    made = hmac.new(secret.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    if not hmac.compare_digest(made, given):
        raise BadToken(20107, "Invalid Access Token signature")
    _check_times(claims, now.timestamp())
    return _grant(claims["grants"])


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    if now >= float(claims.get("exp") or 0):
        raise BadToken(20104, "Access Token expired")
    if now < float(claims.get("nbf") or 0):
        raise BadToken(20105, "Access Token not yet valid")


def _grant(grants: Mapping[str, Any]) -> VoiceGrant:
    voice, identity = grants.get("voice"), str(grants.get("identity") or "")
    if not isinstance(voice, dict) or not identity:
        raise BadToken(20106, "Invalid Access Token grants: identity and voice are wanted")
    outgoing = voice.get("outgoing") or {}
    parameters = {str(name): str(value) for name, value in (outgoing.get("params") or {}).items()}
    incoming = bool((voice.get("incoming") or {}).get("allow"))
    return VoiceGrant(identity, incoming, str(outgoing.get("application_sid") or ""), parameters)


def _json(part: str) -> dict[str, Any]:
    found = json.loads(_decoded(part))
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _decoded(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
