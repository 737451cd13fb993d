"""A stand for Twilio's REST API that answers as it is told to, for what the simulator does not do: being down."""

import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

from ivr.settings import Settings


class RestStand:
    def __init__(self, url):
        self.url = url
        self.answers = []  # (status, body bytes or dict), the last one for ever
        self.hangs_for = 0.0
        self.calls = []  # what a list of calls holds
        self.requests = []  # (path, form, authorization)
        self.at_once = self.most_at_once = 0

    def settings(self, **changes):
        return Settings(_env_file=None, twilio_api_url=self.url, twilio_auth_token="secret", **changes)


@contextmanager
def rest_stand(*answers):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length") or 0)
            form = {name: value[0] for name, value in parse_qs(self.rfile.read(length).decode()).items()}
            stand.requests.append((self.path, form, self.headers.get("Authorization")))
            stand.at_once += 1
            stand.most_at_once = max(stand.most_at_once, stand.at_once)
            time.sleep(stand.hangs_for)
            stand.at_once -= 1
            status, body = stand.answers.pop(0) if len(stand.answers) > 1 else stand.answers[0]
            self.answers_with(status, body)

        def do_GET(self):
            if "/Calls.json" in self.path:
                self.answers_with(200, {"calls": stand.calls, "next_page_uri": None})
            else:
                self.do_POST()

        do_DELETE = do_POST

        def answers_with(self, status, body):
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stand = RestStand(f"http://127.0.0.1:{server.server_port}")
    stand.answers = list(answers)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield stand
    server.shutdown()
    server.server_close()
