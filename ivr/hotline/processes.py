"""Run the processes of the Procfile together; one that ends is started again, and ends no other."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import requests
from honcho.environ import parse_procfile

from ivr.hotline.deploying import RETIRE
from ivr.hotline.listeners import listen
from ivr.hotline.ports import is_open, places, simulator_url
from ivr.hotline.process_manager import ProcessManager
from ivr.settings import PROJECT, Settings

PROCFILE = PROJECT / "Procfile"
WORKERS = ("outbox", "jobs", "reconciliation")
LOOK_EVERY, GIVE_UP_AFTER = 0.2, 120.0


def run(settings: Settings, when_ready: Callable[[], None]) -> int:
    """Run until Ctrl-C; call `when_ready` when all of them serve."""
    home = checkout()
    os.chdir(home)
    wanted = (*places(settings), *WORKERS)
    written = parse_procfile(PROCFILE.read_text()).processes
    commands = {name: command for name, command in written.items() if name in wanted}
    listeners = listen({name: place for name, place in places(settings).items() if name in RETIRE})
    manager = ProcessManager(commands, _environment(settings), settings.data, home, listeners)
    Thread(target=_wait, args=(settings, manager, when_ready), daemon=True).start()
    return manager.run()


def checkout() -> Path:
    """Return the folder of this checkout as it was named at the start: a link there may lead to a new version later."""
    named = Path(sys.prefix).parent
    return named if named.exists() and named.samefile(PROJECT) else PROJECT


def _environment(settings: Settings) -> dict[str, str]:
    """Return what the processes are told; secrets go this way because command lines can be read by others."""
    told = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
        "OPENBLAS_NUM_THREADS": "1",  # a sentence is too small to share among cores, which calls need
        "PYTHONUNBUFFERED": "1",
        "HOTLINE_URL": settings.web_base,
        "IVR_DATA": str(settings.data),
    }
    if settings.env == "development":
        told |= _simulated(settings)
    return dict(os.environ) | told


def _simulated(settings: Settings) -> dict[str, str]:
    return {
        "IVR_SIMULATOR_PORT": str(settings.simulator_port),
        "IVR_TWILIO_API_URL": settings.twilio_api_url or simulator_url(settings),
        "IVR_SMS_FROM": settings.sms_from or "+12025550100",
        "IVR_CALLS_FROM": settings.calls_from or "+12025550100",
        "IVR_AGENT_NUMBERS": settings.agent_numbers or "+12025550110",
        "TWILIO_ACCOUNT_SID": settings.twilio_account_sid,
        "TWILIO_AUTH_TOKEN": settings.twilio_auth_token.get_secret_value(),
    }


def _wait(settings: Settings, manager: ProcessManager, when_ready: Callable[[], None]) -> None:
    deadline = monotonic() + GIVE_UP_AFTER
    if not manager.wait_until_ready(RETIRE, GIVE_UP_AFTER):
        return
    while monotonic() < deadline:
        if all(is_open(place) for place in places(settings).values()) and _answers(settings):
            when_ready()
            return
        sleep(LOOK_EVERY)


def _answers(settings: Settings) -> bool:
    """Tell whether the web process serves."""
    try:
        requests.get(f"http://{settings.host}:{settings.web_port}/health", timeout=5)
    except requests.RequestException:
        return False
    return True
