"""Tell Twilio's requests from anybody else's.

The URL that was signed is rebuilt from our configured public URL, never from proxy headers.
Source: Twilio, "Validating signatures from Twilio"; shared keys (public beta) sign with HMAC-SHA256.
"""

from collections.abc import Mapping
from itertools import product
from urllib.parse import urlsplit

from twilio.request_validator import (
    SIGNATURE_HEADER,
    SIGNATURE_SETTINGS_HEADER,
    RequestValidator,
    get_signature_algorithm,
)

Form = Mapping[str, str]


class Signature:
    """Check signatures made with one auth token."""

    def __init__(self, auth_token: str) -> None:
        self._validator = RequestValidator(auth_token)

    def signs(self, url: str, form: Form, headers: Mapping[str, str]) -> bool:
        """Return whether Twilio signed this webhook; a missing signature is a wrong one."""
        return self._matches(url, form, headers.get(SIGNATURE_HEADER), _algorithm(headers))

    def signs_handshake(self, url: str, headers: Mapping[str, str]) -> bool:
        """Return whether Twilio signed this WebSocket handshake.

        Twilio signs it as wss or https, with or without a trailing slash, and says in its documentation to try.
        """
        signature, algorithm = headers.get(SIGNATURE_HEADER), _algorithm(headers)
        return any(self._matches(variant, {}, signature, algorithm) for variant in handshake_urls(url))

    def _matches(self, url: str, form: Form, signature: str | None, algorithm: str) -> bool:
        return bool(signature and self._validator.validate(url, form, signature, algorithm))


def handshake_urls(url: str) -> list[str]:
    """List the URLs that may stand for this WebSocket URL in a signature."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return [
        parts._replace(scheme=scheme, path=path + slash).geturl()
        for scheme, slash in product(("wss", "https", "ws", "http"), ("", "/"))
    ]


def _algorithm(headers: Mapping[str, str]) -> str:
    return str(get_signature_algorithm(headers.get(SIGNATURE_SETTINGS_HEADER) or ""))
