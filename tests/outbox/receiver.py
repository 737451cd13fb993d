"""A courier's own system, as a process: `python tests/outbox/receiver.py LEDGER MODE`. Prints its port.

It takes text messages too, as Twilio's REST API does: without a key, and lists those that it took.

It does what comes with a key once and writes that to its ledger, one line an effect. What it does otherwise is read
from the file MODE at each request: `well`, `slow` (does it, then answers after a second), `down` (500), `refuses`,
`twice` (sends its answer two times), `nonsense` (does it, and answers no JSON), `hangs_up` (does it, and closes
without an answer).
"""

import json
import os
import subprocess
import sys
import time
import urllib.parse
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

SLOW_SECONDS = 1.0
ONE_AT_A_TIME = Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        kept = self.server.ledger.read_text().split()
        listed = [message for message in self.server.messages if message["sid"] in kept]
        self.answer(200, json.dumps({"messages": listed, "next_page_uri": None}).encode())

    def do_POST(self):
        said = self.rfile.read(int(self.headers["Content-Length"]))
        mode = self.server.mode.read_text().strip()
        if mode == "down":
            return self.answer(500, b"{}")
        if mode == "refuses":
            return self.answer(409, b'{"reason": "holiday"}')
        done = self.take_message(said.decode()) if self.path.endswith("/Messages.json") else self.book()
        if mode == "slow":
            time.sleep(SLOW_SECONDS)
        if mode == "hangs_up":
            self.close_connection = True
            return None
        body = b"<html>" if mode == "nonsense" else json.dumps(done).encode()
        for _ in range(2 if mode == "twice" else 1):
            self.answer(200, body)
        return None

    def book(self):
        return {"number": str(self.do_once(self.headers["Idempotency-Key"]))}

    def take_message(self, form):
        sid = f"SM{len(self.server.messages):032}"
        given = dict(urllib.parse.parse_qsl(form))
        self.server.messages.append({"sid": sid, "body": given["Body"], "direction": "outbound-api"})
        self.do_once(sid)
        return {"sid": sid}

    def do_once(self, key):
        """Return the number of the booking with this key; a new one is written before it is promised."""
        with ONE_AT_A_TIME:
            keys = self.server.ledger.read_text().split()
            if key not in keys:
                with self.server.ledger.open("a") as file:
                    file.write(key + "\n")
                    file.flush()
                    os.fsync(file.fileno())
                keys.append(key)
            return 100 + keys.index(key)

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


class Receiver:
    """What tests know of the process: where it listens, what it is to do, and what it did."""

    def __init__(self, url, ledger, mode):
        self.url, self._ledger, self._mode = url, ledger, mode

    def does(self, mode):
        self._mode.write_text(mode)

    def begins_anew(self):
        """Have an empty ledger, and do well."""
        self._ledger.write_text("")
        self.does("well")

    @property
    def ledger(self):
        return self._ledger.read_text().split()


@contextmanager
def receiver(folder: Path):
    """Run the process."""
    ledger, mode = folder / "ledger", folder / "mode"
    ledger.touch()
    mode.write_text("well")
    process = subprocess.Popen([sys.executable, __file__, str(ledger), str(mode)], stdout=subprocess.PIPE, text=True)
    try:
        yield Receiver(f"http://127.0.0.1:{int(process.stdout.readline())}", ledger, mode)
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.ledger, server.mode, server.messages = Path(sys.argv[1]), Path(sys.argv[2]), []
    print(server.server_address[1], flush=True)
    server.serve_forever()
