"""Alerts reach a real mail server and a real web server; one that is down is asked again."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from ivr.jobs.alerting import mail, post
from ivr.outbox import Refused, TryAgain
from ivr.review.alerts import Told
from ivr.settings import Settings

TOLD = Told("Misses", 41.5, "%", 60, 24, True, None, 25.0, "ada@example.com")


class MailServer(socketserver.StreamRequestHandler):
    """Take mail by RFC 5321, as far as one client needs it."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.taken.append(b"".join(lines).decode())
            is_nobody = verb == b"RCPT" and b"nobody@" in line
            self.wfile.write(b"550 nobody\r\n" if is_nobody else b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")


class WebServer(BaseHTTPRequestHandler):
    """Take what is posted."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.headers["Idempotency-Key"], json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def running(server):
    server.taken, server.status = [], 204
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def settings(**known):
    return Settings(_env_file=None, **known)


def test_a_mail_says_it_in_a_sentence():
    with running(socketserver.TCPServer(("127.0.0.1", 0), MailServer)) as server:
        port = server.server_address[1]
        mail(settings(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="hotline@example.com"), TOLD)
        (taken,) = server.taken
        with pytest.raises(Refused, match="no_such_address"):
            mail(settings(smtp_url=f"smtp://127.0.0.1:{port}"), Told(*list(vars(TOLD).values())[:-1], "nobody@b.com"))
    assert "To: ada@example.com" in taken
    assert "Misses is out of its band: 41.5 % over the last 24 h (of 60), wanted is at most 25 %." in taken.replace(
        "=\r\n", ""
    ).replace("\r\n", " ")


def test_no_header_of_a_mail_can_be_added_from_outside():
    told = Told(*list(vars(TOLD).values())[:-1], "ada@example.com\r\nBcc: eve@example.com")
    with pytest.raises(ValueError, match="linefeed"):
        mail(settings(smtp_url="smtp://127.0.0.1:1"), told)


def test_a_webhook_gets_json_with_a_key_by_which_it_knows_it_again():
    with running(HTTPServer(("127.0.0.1", 0), WebServer)) as server:
        known = settings(alert_url=f"http://127.0.0.1:{server.server_address[1]}/hook")
        post(known, TOLD, "key-1")
        server.status = 500
        with pytest.raises(TryAgain, match="HTTP 500"):
            post(known, TOLD, "key-1")
        (key, body), _ = server.taken
    assert (key, body["figure"], body["value"], body["is_out"], body["highest"]) == ("key-1", "Misses", 41.5, True, 25)
    assert "mail" not in body


def test_without_a_server_it_is_refused_and_with_one_that_is_down_it_is_tried_again():
    with pytest.raises(Refused):
        mail(settings(), TOLD)
    with pytest.raises(Refused):
        post(settings(), TOLD, "key")
    with pytest.raises(TryAgain):
        mail(settings(smtp_url="smtp://127.0.0.1:9"), TOLD)
    with pytest.raises(TryAgain):
        post(settings(alert_url="http://127.0.0.1:9/"), TOLD, "key")
