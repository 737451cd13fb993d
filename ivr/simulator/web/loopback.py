"""This machine itself, reached as a tunnel reaches it: TLS outside, plain HTTP and WebSocket inside.

Apps write `https://{host}` and `wss://{host}` because they stand behind something that ends TLS. Where the
app's own server speaks no TLS, requests go in the clear, signed as the app wrote their URL.
"""

import ipaddress
from urllib.parse import urlsplit

FORWARDED = {"X-Forwarded-Proto": "https"}
"""What a tunnel tells the app."""

_PLAIN = {"https": "http", "wss": "ws"}


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def in_the_clear(url: str) -> str | None:
    """Return the URL a tunnel would ask instead, or None where the URL is not of this machine or needs none."""
    parts = urlsplit(url)
    if parts.scheme not in _PLAIN or not is_loopback(parts.hostname or ""):
        return None
    return parts._replace(scheme=_PLAIN[parts.scheme]).geturl()
