"""Slow, silent and many clients, at web server, media gateway and the documented proxies: calls are answered."""

import socket
import ssl
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from tests.hotline.test_operating import NAME, TOKEN, UNTRUSTED, a_call, host, signed

__all__ = ["host"]
pytestmark = pytest.mark.soak

HALF, SLOW, SILENT, HARDLY_READ, WHO_ASK, CALLS = 200, 100, 600, 40, 40, 20
SILENT_AT_GATEWAY, STREAMS = 1010, 20
LITTLE = 2048
LATEST = 4.0
"""Seconds within which a caller is answered."""
HEAD = f"POST /voice HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: application/x-www-form-urlencoded\r\n".encode()
BODY = b"Content-Length: 6000\r\n\r\nCallSid=CA1"


class Attack:
    """Clients that hold their connections for as long as they are let, and come back when they are not."""

    def __init__(self, host, way):
        self.address, self.encrypted = ("127.0.0.1", host.ports[way]), way in ("nginx", "caddy")
        self.going_on = True

    def connection(self, taken=1 << 16):
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, taken)
        plain.settimeout(10)
        plain.connect(self.address)
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

    def hardly_reads(self):
        """Ask for the music, the longest answer there is, and take a piece of it now and then."""
        while self.going_on:
            with suppress(OSError, ssl.SSLError), self.connection(LITTLE) as one:
                one.sendall(f"GET /audio/hold.wav HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode())
                while self.going_on and one.recv(LITTLE):
                    time.sleep(1)

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


def opens_a_stream(host, way):
    """Return how a signed handshake is answered, and after how many seconds."""
    began = time.monotonic()
    with Attack(host, way).connection() as one:
        sign = RequestValidator(TOKEN).compute_signature(f"wss://{NAME}/media", {})
        told = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"X-Twilio-Signature: {sign}")
        lines = (f"Host: {NAME}", *told, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")
        one.sendall("\r\n".join(("GET /media HTTP/1.1", *lines, "", "")).encode())
        status = int(one.recv(12)[9:])
    return status, status == 101, time.monotonic() - began


def served(host):
    host.does(sys.executable, "-m", "ivr.keys", str(host.data / "hotline.env"))
    host.flask("prepare")
    host.starts_units()
    host.starts_proxies()
    host.until_it_serves()


def reports(way, found, right):
    """Print how a way's callers were answered, and return those who were answered late or not rightly."""
    well = [seconds for status, whole, seconds in found if (status, whole) == (right, True)]
    print(f"{way:8} {len(found):5} {len(well):8} {max(well, default=0):7.1f}s")
    return [one for one in found if one[:2] != (right, True) or one[2] > LATEST]


def test_webhooks_are_answered_while_slow_clients_hold_connections(host):
    served(host)
    print(f"\n{'way':8} {'calls':>5} {'answered':>8} {'slowest':>8}")
    late = []
    for number, way in enumerate(("web", "nginx", "caddy")):
        attack, found = Attack(host, way), []
        with ThreadPoolExecutor(3 + HARDLY_READ + WHO_ASK) as threads:
            for many, begun in ((HALF, HEAD), (SLOW, HEAD + BODY), (SILENT, b"")):
                threads.submit(attack.holds, many, begun)
            for _ in range(HARDLY_READ):
                threads.submit(attack.hardly_reads)
            for _ in range(WHO_ASK):
                threads.submit(attack.asks_for_health)
            time.sleep(3)
            for call in range(CALLS):
                found.append(asks(host, way, f"CA{number}{call:031x}"))
                time.sleep(0.2)
            attack.going_on = False
        late += reports(way, found, 200)
    assert not late


def test_streams_open_while_silent_sockets_hold_the_gateway(host):
    served(host)
    print(f"\n{'way':8} {'calls':>5} {'opened':>8} {'slowest':>8}")
    late = []
    for way in ("media", "nginx", "caddy"):
        attack, found = Attack(host, way), []
        with ThreadPoolExecutor(2) as threads:
            threads.submit(attack.holds, SILENT_AT_GATEWAY, b"")
            threads.submit(attack.holds, HALF, HEAD.replace(b"POST /voice", b"GET /media"))
            time.sleep(3)
            for _ in range(STREAMS):
                found.append(opens_a_stream(host, way))
                time.sleep(0.1)
            attack.going_on = False
        late += reports(way, found, 101)
    assert not late
