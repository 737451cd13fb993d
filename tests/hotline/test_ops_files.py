"""The files for operators are what their programs take: systemd, nginx, Caddy, and a container's build."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from getpass import getuser
from pathlib import Path

import pytest
import requests

from ivr.hotline.web import create_app
from ivr.settings import PROJECT, Settings
from ivr.telephony.media.gateway import DRAIN_SECONDS
from tests.fresh_host.page import block, blocks

OPS = PROJECT / "ops"
UNITS = sorted((OPS / "systemd").iterdir())
CURRENT = "/opt/hotline/current"
BEGUN_BY_THE_PROOF = [
    ("2. A release", "cd /opt/hotline"),
    ("3. Settings and secrets", "sudo -u hotline sh"),
    ("3. Settings and secrets", "hotline()"),
    ("4. The database", "cd /var/lib/postgresql"),
    ("4. The database", "ssl = on"),
    ("4. The database", "hostssl"),
    ("4. The database", "sudo -u postgres createuser"),
    ("4. The database", "IVR_DATABASE_URL"),
    ("4. The database", "hotline .venv/bin/flask --app app prepare"),
    ("5. Processes: systemd", "cp /opt/hotline/current/ops/systemd"),
    ("6. TLS: nginx or Caddy", "sed 's/hotline.example.com/YOUR.NAME/' ops/proxy/nginx.conf"),
    ("6. TLS: nginx or Caddy", "sed 's/hotline.example.com/YOUR.NAME/' ops/proxy/Caddyfile"),
    ("7. Records and look-ups", "hotline .venv/bin/flask --app app import-repairs"),
    ("Back-ups", "hotline .venv/bin/flask --app app back-up"),
    ("Back-ups", "systemctl stop hotline.target"),
    ("Upgrade, and back", "sudo -u hotline git clone"),
    ("Upgrade, and back", "systemctl reload hotline"),
]


def program(name):
    path = shutil.which(name, path="/usr/bin:/usr/sbin:/usr/local/bin:/bin")
    return path or pytest.skip(f"no {name} on this machine (Debian: apt-get install {name})")


@pytest.fixture
def certificate(tmp_path):
    """A certificate for hotline.example.com that nobody trusts."""
    files = tmp_path / "fullchain.pem", tmp_path / "privkey.pem"
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=hotline.example.com")
    subprocess.run([program("openssl"), *new, "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
    return files


def test_nginx_takes_its_file(certificate, tmp_path):
    site = re.sub(r"/etc/letsencrypt/live/hotline.example.com", str(tmp_path), (OPS / "proxy/nginx.conf").read_text())
    site = re.sub(r"listen (\[::\]:)?(80|443)", lambda found: f"listen {found[1] or ''}{found[2]}80", site)
    (tmp_path / "site").write_text(site)
    whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ include {tmp_path}/site; }}\n"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run([program("nginx"), "-t", "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_the_proxies_speak_no_old_tls():
    """TLS 1.2 and 1.3: nginx is told so, and Caddy has it from the start."""
    spoken = re.findall(r"^\s*ssl_protocols\s+(.*);", (OPS / "proxy/nginx.conf").read_text(), re.MULTILINE)
    assert spoken == ["TLSv1.2 TLSv1.3"]
    assert not re.search(r"tls1|protocols|ciphers", (OPS / "proxy/Caddyfile").read_text())


def test_caddy_takes_its_file():
    command = [program("caddy"), "adapt", "--config", OPS / "proxy/Caddyfile", "--validate"]
    done = subprocess.run(command, capture_output=True, text=True, env={"HOME": "/tmp"})
    assert done.returncode == 0, done.stderr


def test_systemd_takes_the_units(tmp_path):
    """Their folder, user and programs are this machine's, so that systemd can look whether they are there."""
    for unit in UNITS:
        text = unit.read_text().replace(f"{CURRENT}/.venv/bin/python", sys.executable).replace(CURRENT, str(PROJECT))
        (tmp_path / unit.name).write_text(text.replace("User=hotline", f"User={getuser()}"))
    names = [tmp_path / unit.name.replace("@.", "@outbox.") for unit in UNITS]
    for name in names:
        if not name.exists():
            shutil.copy(tmp_path / name.name.replace("@outbox.", "@."), name)
    command = [program("systemd-analyze"), "verify", "--man=no", *names]
    done = subprocess.run(command, capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "hotline" in line]
    assert ours == []


def test_a_unit_runs_each_process_that_the_procfile_has_but_the_simulator():
    procfile = dict(line.split(": ", 1) for line in (PROJECT / "Procfile").read_text().splitlines())
    started = [line for unit in UNITS for line in unit.read_text().splitlines() if line.startswith("ExecStart=")]
    target = (OPS / "systemd/hotline.target").read_text()
    for name, command in procfile.items():
        module = command.removeprefix("python ")
        worker = re.fullmatch(r"-m ivr\.([\w.]+)", module)
        direct = any(line.endswith(module) for line in started)
        assert direct or (worker and f"hotline-worker@{worker[1]}.service" in target) or name == "simulator"


HELD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ["LISTEN_PID"] = str(os.getpid())
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""
"""Starts a program as systemd does with a socket unit: the socket is its third file, and the process is named."""


@pytest.mark.soak
def test_a_web_that_is_killed_under_systemd_refuses_nobody(tmp_path, keys):
    """systemd ends all of a unit when its main process dies; the socket unit keeps the port."""
    unit = (OPS / "systemd/hotline-web.service").read_text()
    command = re.search(r"^ExecStart=\S+python (.+)$", unit, re.MULTILINE)[1].split()
    environment = os.environ | {"LISTEN_FDS": "1", "IVR_DATA": str(tmp_path), "IVR_SPEECH": "false"}
    environment |= {"IVR_ENCRYPTION_KEYS": keys[0], "IVR_INDEX_KEY": keys[1], "IVR_SECRET_KEY": "x" * 40}

    def start(listener):
        held = [sys.executable, "-c", HELD, str(listener.fileno()), *command]
        return subprocess.Popen(held, cwd=PROJECT, env=environment, pass_fds=[listener.fileno()], process_group=0)

    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as asking:
        ask = partial(requests.get, f"http://127.0.0.1:{listener.getsockname()[1]}/static/none", timeout=60)
        first = start(listener)
        before = ask()
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        meanwhile = asking.submit(ask)
        second = start(listener)
        try:
            assert (before.status_code, meanwhile.result().status_code) == (404, 404)
        finally:
            second.terminate()
            second.wait(30)


def test_a_stop_waits_longer_than_the_process_does():
    seconds = {
        unit.name: int(found[1])
        for unit in UNITS
        if (found := re.search(r"^TimeoutStopSec=(\d+)", unit.read_text(), re.MULTILINE))
    }
    assert seconds["hotline-media.service"] > DRAIN_SECONDS
    graceful = re.search(r"^graceful_timeout = (\d+)", (PROJECT / "gunicorn.conf.py").read_text(), re.MULTILINE)
    assert seconds["hotline-web.service"] > int(graceful[1])


def test_the_image_holds_no_secrets_and_runs_as_nobody_special():
    lines = (OPS / "container/Containerfile").read_text().splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER hotline"]
    assert not any(re.search(r"IVR_\w*(KEY|TOKEN)\w*=", line) for line in lines)
    left_out = set((PROJECT / ".containerignore").read_text().split())
    assert {".git", ".venv", "var"} <= left_out
    copied = [part for line in lines if line.startswith("COPY") for part in line.split()[1:-1]]
    assert all((PROJECT / part).exists() for part in copied)


PAGE = (PROJECT / "docs" / "operating.md").read_text()


def test_every_command_and_file_of_the_page_is_there(sqlite_database, keys):
    keys_of_both = {"encryption_keys": keys[0], "index_key": keys[1], "secret_key": "test"}
    app = create_app(Settings(_env_file=None, **keys_of_both, speech=False), sqlite_database)
    assert set(re.findall(r"flask --app app ([a-z-]+)", PAGE)) <= app.cli.commands.keys()
    for file in re.findall(r"`?(ops/[\w./-]+\w)", PAGE):
        assert (PROJECT / file).exists(), file


def test_the_page_names_units_that_there_are():
    named = set(re.findall(r"hotline-(?:web|media|worker@|backup\.timer)", PAGE))
    files = {unit.name for unit in UNITS}
    assert all(any(file.startswith(name) for file in files) for name in named)
    assert Path(OPS / "systemd/hotline.target").exists()


def test_prometheus_takes_the_alerts():
    done = subprocess.run([program("promtool"), "check", "rules", OPS / "prometheus/alerts.yml"], capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_block_of_the_page_is_found_by_its_heading_and_its_beginning():
    assert block("1. The host", "apt-get").splitlines()[0] == "apt-get update"
    assert block("Logs", "[Journal]").endswith("MaxRetentionSec=30day\n")
    assert all(len(found) == 1 for found in map(_blocks_begun_by, BEGUN_BY_THE_PROOF)), "tests/fresh_host asks for it"


def _blocks_begun_by(asked):
    heading, begins = asked
    return [each for each in blocks(heading) if each.startswith(begins)]
