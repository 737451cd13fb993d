"""docs/operating.md, step by step on this machine.

Secrets, tables, an import, the units' own commands behind real proxies, webhooks of calls, a back-up, a crash of
everything, the way back.
"""

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from twilio.request_validator import RequestValidator

from ivr.settings import PROJECT
from tests.ports import free_port

pytestmark = pytest.mark.soak

NAME, TOKEN = "hotline.example.com", "0123456789abcdef" * 2
HEADER = "order,phone,imei,model,stage,since,doing,promised,centre,cost,currency\n"
REPAIR = "472916,+12025550143,490154203237518,Tern 12,in_repair,2026-11-20,new screen,,Harbour,,\n"
UNTRUSTED = ssl._create_unverified_context()


class Host:
    """A host that was set up as the page says; its folders are those of a test."""

    def __init__(self, folder):
        self.folder = folder
        self.ports = {name: free_port() for name in ("web", "media", "nginx", "caddy", "http")}
        self.running = {}
        self.data = folder / "var"
        self.data.mkdir()
        (self.data / "hotline.env").write_text(
            f"IVR_ENV=production\nIVR_BRAND=Acme\nIVR_PUBLIC_URL=https://{NAME}\nIVR_MEDIA_URL=wss://{NAME}/media\nIVR_PROXIES=1\n"
            f"IVR_TWILIO_ACCOUNT_SID=AC{'0' * 32}\nIVR_TWILIO_AUTH_TOKEN={TOKEN}\nIVR_SPEECH=false\n"
            f"IVR_WEB_PORT={self.ports['web']}\nIVR_MEDIA_PORT={self.ports['media']}\nIVR_WEB_WORKERS=2\n"
            f"IVR_TWILIO_API_URL=http://127.0.0.1:{self.ports['http']}\n"
        )
        path = f"{Path(sys.executable).parent}:/usr/bin:/bin:/usr/sbin"
        self.environment = {"IVR_DATA": str(self.data), "PATH": path, "HOME": str(folder), "PYTHONUNBUFFERED": "1"}

    def does(self, *command):
        """Run a command of the page and return what it prints."""
        done = subprocess.run(command, cwd=PROJECT, env=self.environment, capture_output=True, text=True, input="y\n")
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def flask(self, *arguments):
        return self.does(sys.executable, "-m", "flask", "--app", "app", *map(str, arguments))

    def starts(self, name, command):
        log = (self.folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )

    def starts_units(self):
        """Start what the units start, by their own ExecStart."""
        for unit, instances in (
            ("web", [""]),
            ("media", [""]),
            ("worker@", ["outbox", "jobs", "telephony.reconciliation"]),
        ):
            text = (PROJECT / f"ops/systemd/hotline-{unit}.service").read_text()
            [line] = re.findall(r"^ExecStart=\S+/python (.*)$", text, re.MULTILINE)
            for instance in instances:
                self.starts(unit + instance, [sys.executable, *line.replace("%i", instance).split()])

    def starts_proxies(self):
        certificate, key = self.folder / "fullchain.pem", self.folder / "privkey.pem"
        new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={NAME}")
        self.does("openssl", *new, "-out", str(certificate), "-keyout", str(key))
        site = self._ours((PROJECT / "ops/proxy/nginx.conf").read_text())
        site = site.replace(f"/etc/letsencrypt/live/{NAME}", str(self.folder))
        site = re.sub(r"listen \[::\]:.*", "", site).replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
        (self.folder / "site").write_text(site.replace("listen 443 ssl", f"listen 127.0.0.1:{self.ports['nginx']} ssl"))
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"daemon off;\npid {self.folder}/nginx.pid;\nerror_log stderr;\nevents {{ worker_connections 8192; }}\n"
            f"http {{ {temporary} access_log off; include {self.folder}/site; }}\n"
        )
        caddy = self._ours((PROJECT / "ops/proxy/Caddyfile").read_text())
        caddy = caddy.replace(f"{NAME} {{", f"https://{NAME}:{self.ports['caddy']} {{\n\ttls {certificate} {key}")
        caddy = re.sub(r"^\{$", "{\n\tadmin off\n\tauto_https disable_redirects", caddy, count=1, flags=re.MULTILINE)
        (self.folder / "Caddyfile").write_text(caddy)
        self.starts("nginx", ["nginx", "-c", str(self.folder / "nginx.conf")])
        self.starts("caddy", ["caddy", "run", "--config", str(self.folder / "Caddyfile")])

    def _ours(self, text):
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.ports['web']}")
        return text.replace("127.0.0.1:8001", f"127.0.0.1:{self.ports['media']}")

    def asks(self, proxy, path, form=None, **headers):
        """Return status and body of a request that reaches a proxy under the hotline's name."""
        port = self.ports[proxy]
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.sock = UNTRUSTED.wrap_socket(socket.create_connection(("127.0.0.1", port)), server_hostname=NAME)
        told = {"Host": NAME, **({"Content-Type": "application/x-www-form-urlencoded"} if form else {}), **headers}
        connection.request("POST" if form else "GET", path, urlencode(form) if form else None, told)
        answer = connection.getresponse()
        with closing(connection):
            return answer.status, answer.read().decode()

    def until_it_serves(self):
        for _ in range(400):
            try:
                with urlopen(f"http://127.0.0.1:{self.ports['web']}/health", timeout=5) as answer:
                    return answer.read().decode()
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "web.log").read_text()[-3000:])

    def crashes(self):
        """Kill all at once, as when the power goes."""
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()


@pytest.fixture
def host(tmp_path):
    missing = [name for name in ("nginx", "caddy", "openssl") if not shutil.which(name, path="/usr/bin:/usr/sbin:/bin")]
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    host = Host(tmp_path)
    yield host
    host.crashes()


def a_call(sid):
    return {
        "CallSid": sid, "AccountSid": f"AC{'0' * 32}", "From": "+12025550143", "To": "+12025550100",
        "CallStatus": "ringing", "Direction": "inbound", "ApiVersion": "2010-04-01",
    }  # fmt: skip


def signed(path, form):
    return {"X-Twilio-Signature": RequestValidator(TOKEN).compute_signature(f"https://{NAME}{path}", form)}


def test_from_an_empty_folder_to_calls_and_back_from_a_crash(host):
    host.does(sys.executable, "-m", "ivr.keys", str(host.data / "hotline.env"))
    assert "first-password" in host.flask("prepare")
    assert (host.data / "first-password").stat().st_mode & 0o777 == 0o600
    (host.folder / "repairs.csv").write_text(HEADER + REPAIR)
    assert "1 new" in host.flask("import-repairs", host.folder / "repairs.csv")
    host.starts_units()
    host.starts_proxies()
    host.until_it_serves()
    for number, proxy in enumerate(("nginx", "caddy")):
        form = a_call(f"CA{number}{'5' * 31}")
        status, document = host.asks(proxy, "/voice", form, **signed("/voice", form))
        assert (status, "<Gather" in document or "<Play" in document) == (200, True), document
        assert host.asks(proxy, "/voice", form)[0] == 403
        assert host.asks(proxy, "/metrics")[0] == 403
        assert host.asks(proxy, "/sign-in")[0] == 200
        assert host.asks(proxy, "/health")[0] == 200
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        assert host.asks(proxy, "/media", **upgrade, **key)[0] == 403  # the gateway's own word to who is not Twilio
    token = re.search(r"IVR_METRICS_TOKEN=(.*)", (host.data / "hotline.env").read_text())[1]
    told = Request(f"http://127.0.0.1:{host.ports['web']}/metrics", headers={"Authorization": f"Bearer {token}"})
    with urlopen(told, timeout=10) as answer:
        figures = answer.read().decode()
    assert 'hotline_calls_live{language="en"} 2.0' in figures
    assert 'hotline_webhook_seconds_count{route="/voice",status="200"} 2.0' in figures
    assert 'hotline_up{part="media_gateway"} 1.0' in figures

    backup = host.folder / "night.backup"
    host.flask("back-up", backup)
    later = a_call("CA9" + "6" * 31)
    assert host.asks("nginx", "/voice", later, **signed("/voice", later))[0] == 200
    host.crashes()
    for file in host.data.glob("hotline.sqlite3*"):
        file.write_bytes(b"\0" * 4096)
    for file in host.data.glob("hotline.sqlite3-*"):
        file.unlink()
    host.data.joinpath("hotline.sqlite3").unlink()
    host.flask("restore", backup)
    assert "0 new, 1 known" in host.flask("import-repairs", host.folder / "repairs.csv")
    host.starts_units()
    health = json.loads(host.until_it_serves())
    assert health["parts"][0]["ok"]
    with urlopen(told, timeout=10) as answer:
        assert 'hotline_calls_live{language="en"} 2.0' in answer.read().decode()  # those of the back-up
