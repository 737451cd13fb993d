"""Clients that send half a request, or none, keep no thread of the web server from the others."""

import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress

import pytest

from ivr.hotline.requests_at_hand import LONGEST_BODY, LONGEST_HEAD, Refused, is_whole
from tests.ports import free_port

pytestmark = pytest.mark.real_time  # it answers within fractions of a second

THREADS = 2
APP = """
def app(environ, start):
    body = environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body) + 3))])
    return [b"ok " + body]
"""
HEAD = b"POST /voice HTTP/1.1\r\nHost: here\r\nContent-Type: application/x-www-form-urlencoded\r\n"
LENGTH = b"Content-Length: 6\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A small application behind our worker, with few threads, connections and seconds."""
    folder, port = tmp_path_factory.mktemp("app"), free_port()
    (folder / "echo.py").write_text(APP)
    settings = f"""
import ivr.hotline.web_worker as web_worker
web_worker.REQUEST_SECONDS = 0.5
worker_class = "ivr.hotline.web_worker.WebWorker"
threads, worker_connections, keepalive = {THREADS}, 100, 15
bind, pythonpath = "127.0.0.1:{port}", "{folder}"
"""
    (folder / "settings.py").write_text(settings)
    command = [sys.executable, "-m", "gunicorn", "-c", str(folder / "settings.py"), "echo:app"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with suppress(OSError), connected(port):
            break
        time.sleep(0.05)
    yield port
    server.terminate()
    server.wait(20)


def connected(port):
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def answer(client, seconds=5):
    client.settimeout(seconds)
    got = b""
    with suppress(TimeoutError, ConnectionResetError):
        while b"ok " not in got and (piece := client.recv(4096)):
            got += piece
    return got


def is_served_at_once(port):
    began = time.monotonic()
    with connected(port) as client:
        client.sendall(HEAD + LENGTH + b"abcdef")
        return answer(client).endswith(b"ok abcdef") and time.monotonic() - began < 0.4


@pytest.mark.parametrize(
    "begun",
    [b"", b"POST /voi", HEAD, HEAD + LENGTH, HEAD + LENGTH + b"abc"],
    ids=["nothing", "line", "head", "no body", "body"],
)
def test_many_clients_that_send_half_a_request_stop_nobody(port, begun):
    with ExitStack() as stack:
        for _ in range(20 * THREADS):
            stack.enter_context(connected(port)).sendall(begun)
        assert is_served_at_once(port)


def test_who_is_too_slow_is_cut_off(port):
    with connected(port) as client:
        client.sendall(HEAD)
        began = time.monotonic()
        assert answer(client) == b""
        assert time.monotonic() - began < 4


def test_who_sends_byte_by_byte_gets_no_more_time(port):
    with connected(port) as client, suppress(OSError):
        began = time.monotonic()
        for at in range(100):
            client.sendall(HEAD[at : at + 1])
            time.sleep(0.1)
            if time.monotonic() - began > 4:
                pytest.fail("it was waited for")


def test_more_silent_clients_than_there_are_connections_stop_nobody(port):
    with ExitStack() as stack:
        for _ in range(120):
            stack.enter_context(connected(port))
        assert is_served_at_once(port)


def test_half_a_request_on_a_connection_that_is_kept_stops_nobody(port):
    with ExitStack() as stack:
        for _ in range(4 * THREADS):
            client = stack.enter_context(connected(port))
            client.sendall(HEAD + LENGTH + b"abcdef")
            assert answer(client).endswith(b"ok abcdef")
            client.sendall(HEAD)
        assert is_served_at_once(port)


def test_a_request_in_pieces_and_two_at_once_are_answered(port):
    with connected(port) as client:
        for piece in (HEAD[:10], HEAD[10:], LENGTH, b"abc", b"def"):
            client.sendall(piece)
            time.sleep(0.02)
        assert answer(client).endswith(b"ok abcdef")
        client.sendall((HEAD + LENGTH + b"ghijkl") + (HEAD + LENGTH)[:-1])
        assert answer(client).endswith(b"ok ghijkl")
        client.sendall(b"\nmnopqr")
        assert answer(client).endswith(b"ok mnopqr")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (HEAD + b"Content-Length: 70000\r\n\r\n", b"413"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"411"),
        (HEAD + b"X: " + b"x" * LONGEST_HEAD, b"431"),
    ],
)
def test_what_is_too_long_is_refused_before_it_is_read(port, request_, status):
    with connected(port) as client:
        client.sendall(request_)
        assert status in answer(client)


@pytest.mark.parametrize(
    "doubt",
    [
        b"Content-Length: 6\r\nContent-Length: 7\r\n",
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
        b"Content-Length: 6, 6\r\n",
        b"Content-Length: +6\r\n",
        b"Content-Length : 6\r\n",
        b"Content-Length: 6\r\n Content-Length: 0\r\n",
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused(port, doubt):
    """What a proxy and we might end at two places could hide a second request."""
    with connected(port) as client:
        client.sendall(HEAD + doubt + b"\r\nabcdef" + HEAD + LENGTH + b"hidden")
        answered = answer(client)
        assert answered.startswith(b"HTTP/1.1 4")
        assert b"hidden" not in answered


def test_a_request_is_whole_with_its_last_byte():
    whole = HEAD + LENGTH + b"abcdef"
    assert [at for at in range(len(whole) + 1) if is_whole(whole[:at])] == [len(whole)]
    assert is_whole(b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(Refused):
        is_whole(HEAD + b"content-length:  %d \r\n\r\n" % (LONGEST_BODY + 1))
