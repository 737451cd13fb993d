"""X-Twilio-Signature, as Twilio computes it (docs/usage/security, docs/usage/webhooks/webhook-shared-keys)."""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

Form = list[tuple[str, str]]


@dataclass(frozen=True)
class SharedKey:
    """A secret that signs webhooks instead of the auth token (beta): HMAC-SHA256, and a header names the key."""

    sid: str
    secret: str

    def headers(self, url: str, form: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
        """Return the headers that sign a request."""
        return {
            "X-Twilio-Signature": signature(self.secret, url, form, "sha256"),
            "X-Twilio-Webhooks-Signature-Settings": f"key={self.sid},algorithm=HMAC_SHA256",
        }


def signature(token: str, url: str, form: Iterable[tuple[str, str]] = (), algorithm: str = "sha1") -> str:
    """Return the signature of a request to a URL with these form fields (none for GET and WebSocket)."""
    values: dict[str, set[str]] = {}
    for key, value in form:
        values.setdefault(key, set()).add(value)
    signed = signed_url(url) + "".join(key + value for key in sorted(values) for value in sorted(values[key]))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), algorithm).digest()).decode()


def signed_url(url: str) -> str:
    """Return the part of a URL that is signed: no credentials, no fragment, a port only over HTTP."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    port = f":{parts.port}" if parts.port and parts.scheme in ("http", "ws") else ""
    return urlunsplit((parts.scheme, _cased(parts.netloc, host) + port, parts.path, parts.query, ""))


def _cased(netloc: str, host: str) -> str:
    start = netloc.lower().rfind(host)
    return netloc[start : start + len(host)] if start >= 0 else host
