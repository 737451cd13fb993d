"""Slow, silent and many clients, at the web server and through the documented proxies: webhooks are answered."""

import socket
import ssl
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from tests.hotline.test_operating import NAME, UNTRUSTED, a_call, host, signed

__all__ = ["host"]
pytestmark = pytest.mark.soak

HALF, SLOW, SILENT, WHO_ASK, CALLS = 200, 100, 600, 40, 20
LATEST = 4.0
"""Seconds within which a caller is answered."""
HEAD = f"POST /voice HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: application/x-www-form-urlencoded\r\n".encode()
BODY = b"Content-Length: 6000\r\n\r\nCallSid=CA1"


class Attack:
    """Clients that hold their connections for as long as they are let, and come back when they are not."""

    def __init__(self, host, way):
        self.address, self.encrypted = ("127.0.0.1", host.ports[way]), way != "web"
        self.going_on = True

    def connection(self):
        plain = socket.create_connection(self.address, timeout=10)
        return UNTRUSTED.wrap_socket(plain, server_hostname=NAME) if self.encrypted else plain

    def holds(self, many, begun):
        """Hold so many connections on which half a request, or nothing, has come."""
        with ExitStack() as stack:
            while self.going_on:
                with suppress(OSError, ssl.SSLError):
                    one = self.connection() if begun else socket.create_connection(self.address, timeout=10)
                    stack.enter_context(one)
                    one.sendall(begun)
                    many -= 1
                if many <= 0:
                    time.sleep(0.2)

    def asks_for_health(self):
        while self.going_on:
            with suppress(OSError), self.connection() as one:
                one.sendall(f"GET /health HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
                while one.recv(4096):
                    pass
            time.sleep(0.05)


def asks(host, way, sid):
    """Return how a webhook of a call is answered, and after how many seconds."""
    form, began = a_call(sid), time.monotonic()
    if way != "web":
        status, document = host.asks(way, "/voice", form, **signed("/voice", form))
        return status, "</Response>" in document, time.monotonic() - began
    connection = HTTPConnection("127.0.0.1", host.ports["web"], timeout=10)
    told = {"Host": NAME, "Content-Type": "application/x-www-form-urlencoded", **signed("/voice", form)}
    connection.request("POST", "/voice", urlencode(form), told)
    answer = connection.getresponse()
    return answer.status, b"</Response>" in answer.read(), time.monotonic() - began


def test_webhooks_are_answered_while_slow_clients_hold_connections(host):
    host.does(sys.executable, "-m", "ivr.keys", str(host.data / "hotline.env"))
    host.flask("prepare")
    host.starts_units()
    host.starts_proxies()
    host.until_it_serves()
    print(f"\n{'way':8} {'calls':>5} {'answered':>8} {'slowest':>8}")
    late = []
    for number, way in enumerate(("web", "nginx", "caddy")):
        attack, found = Attack(host, way), []
        with ThreadPoolExecutor(3 + WHO_ASK) as threads:
            for many, begun in ((HALF, HEAD), (SLOW, HEAD + BODY), (SILENT, b"")):
                threads.submit(attack.holds, many, begun)
            for _ in range(WHO_ASK):
                threads.submit(attack.asks_for_health)
            time.sleep(3)
            for call in range(CALLS):
                found.append(asks(host, way, f"CA{number}{call:031x}"))
                time.sleep(0.2)
            attack.going_on = False
        well = [seconds for status, whole, seconds in found if (status, whole) == (200, True)]
        print(f"{way:8} {len(found):5} {len(well):8} {max(well, default=0):7.1f}s")
        late += [one for one in found if one[:2] != (200, True) or one[2] > LATEST]
    assert not late
