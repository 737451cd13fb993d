"""A whole hotline for a test: web processes, media gateway and simulator, each at a port of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from urllib.request import urlopen

from ivr import calls
from ivr.services.repair.demo import add_demo_repairs
from ivr.settings import PROJECT
from ivr.storage import Database, Keyring
from tests.hotline.twilio_stand import TwilioStand
from tests.line import CALLER, TOKEN
from tests.ports import free_port

ACCOUNT = "AC" + "0" * 32
COMMANDS = {
    "web": [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "app:app"],
    "media": [sys.executable, "-m", "ivr.telephony.media"],
}


class RunningHotline:
    """Start it, call it, break it."""

    def __init__(self, folder, migrated_file, keys, *, streams=True, **settings):
        self.folder = folder
        shutil.copy(migrated_file, folder / "hotline.sqlite3")
        self.database = Database(f"sqlite:///{folder / 'hotline.sqlite3'}", Keyring.from_text(*keys))
        add_demo_repairs(self.database, datetime.now(UTC))
        self.twilio = TwilioStand(ACCOUNT, TOKEN, streams=streams)
        self.ports = {"web": free_port(), "media": free_port()}
        self.base = f"http://127.0.0.1:{self.ports['web']}"
        self.environment = os.environ | self._environment(keys) | settings
        self.processes = {}

    def _environment(self, keys):
        return {
            "IVR_DATA": str(self.folder),
            "IVR_ENCRYPTION_KEYS": keys[0],
            "IVR_INDEX_KEY": keys[1],
            "IVR_SECRET_KEY": "secret",
            "IVR_TWILIO_ACCOUNT_SID": ACCOUNT,
            "IVR_TWILIO_AUTH_TOKEN": TOKEN,
            "IVR_TWILIO_API_URL": self.twilio.url,
            "IVR_WEB_PORT": str(self.ports["web"]),
            "IVR_MEDIA_PORT": str(self.ports["media"]),
            "IVR_WEB_WORKERS": "1",
            "IVR_DECODERS": "1",
        }

    def start(self, *names):
        for name in names or COMMANDS:
            log = (self.folder / f"{name}.log").open("ab")
            self.processes[name] = subprocess.Popen(
                COMMANDS[name], cwd=PROJECT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        for name in names or COMMANDS:
            self._await(name)
        return self

    def _await(self, name):
        for _ in range(600):
            try:
                return urlopen(
                    f"http://127.0.0.1:{self.ports[name]}/{'health' if name == 'media' else 'audio/hold.wav'}"
                )
            except OSError:
                assert self.processes[name].poll() is None, self.log(name)
                time.sleep(0.05)
        raise AssertionError(self.log(name))

    def kill(self, name):
        """End a process and its children as a crash does."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self.twilio.close()
        self.database.dispose()

    def call(self, *habits, caller=CALLER, patience=12):
        """Let somebody call the hotline; return the future of what was heard."""
        return self.twilio.call(self.base, habits, caller, patience)

    def log(self, name):
        return (self.folder / f"{name}.log").read_text()

    def record(self, result):
        """Return a call's record: the call and its turns."""
        with self.database.reading() as session:
            return calls.load(session, result.call), calls.transcript(session, result.call)
