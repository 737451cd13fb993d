"""The one command, as a newcomer runs it: everything for real, on free ports and in an empty folder."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
import requests

from tests.ports import free_port

PORTS = ("IVR_WEB_PORT", "IVR_MEDIA_PORT", "IVR_SIMULATOR_PORT")


@pytest.fixture
def environment(tmp_path):
    ports = {name: str(free_port()) for name in PORTS}
    return os.environ | ports | {"IVR_DATA": str(tmp_path / "var"), "IVR_SPEECH": "false", "IVR_WEB_WORKERS": "1"}


@contextmanager
def running(environment):
    """Start the hotline; give what it prints until it is ready; end it as Ctrl-C does."""
    hotline = subprocess.Popen(
        [sys.executable, "-m", "ivr.hotline"], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        printed = ""
        for line in hotline.stdout:
            printed += line
            if "for a person" in line:
                break
        yield printed
    finally:
        hotline.send_signal(signal.SIGINT)
        hotline.communicate(timeout=30)


def health(environment):
    return requests.get(f"http://127.0.0.1:{environment['IVR_WEB_PORT']}/health", timeout=5).json()


def test_one_command_starts_everything_and_control_c_ends_it(environment, tmp_path):
    with running(environment) as printed:
        assert health(environment)["mode"] == "keypad"
        assert all(part["ok"] for part in health(environment)["parts"] if part["name"] == "database")
    assert "one-time password" in printed
    assert (tmp_path / "var" / "hotline.env").stat().st_mode & 0o777 == 0o600
    with pytest.raises(requests.ConnectionError):
        health(environment)


def refused(environment, code):
    done = subprocess.run([sys.executable, "-m", "ivr.hotline"], env=environment, capture_output=True, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    return done.stderr


def test_two_processes_on_one_port_are_refused_by_the_name_of_the_setting(environment):
    twin = environment | {"IVR_MEDIA_PORT": environment["IVR_WEB_PORT"]}
    assert "IVR_WEB_PORT" in refused(twin, 2)


def test_a_taken_port_is_refused_before_anything_is_made(environment, tmp_path):
    with socket.create_server(("127.0.0.1", int(environment["IVR_WEB_PORT"]))):
        assert refused(environment, 2).count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_production_without_keys_is_refused_by_their_names(environment):
    error = refused(environment | {"IVR_ENV": "production"}, 2)
    for name in ("IVR_ENCRYPTION_KEYS", "IVR_INDEX_KEY", "IVR_SECRET_KEY", "IVR_TWILIO_AUTH_TOKEN", "IVR_PUBLIC_URL"):
        assert name in error
