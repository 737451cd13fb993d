"""Say where to go, once everything listens."""

from ivr.hotline.ports import simulator_url
from ivr.hotline.prepare import Prepared
from ivr.services import SERVICES
from ivr.settings import Settings

SIMULATED = """\
Browser phone   {simulator}
Terminal phone  .venv/bin/python -m ivr.simulator call --url {web}/voice --api {simulator}"""
BOTH = """\
Calls page      {web}/calls
Health          {web}/health"""
PASSWORD = """
Sign in to the calls page as   admin
with this one-time password    {password}
It is shown this once; lost, `flask --app app reset-password` makes another."""
DEMO = """
Say "where is my repair", then
{steps}
Say "agent" or press 0 for a person."""


def welcome(settings: Settings, prepared: Prepared, seconds: float) -> str:
    """Return the text of `make run`: where to go, what to say, how long the start took."""
    is_demo = settings.env == "development"
    parts = [
        f"The hotline is ready after {seconds:.1f} s. Ctrl-C ends it.\n",
        SIMULATED.format(web=settings.web_base, simulator=simulator_url(settings)) if is_demo else "",
        BOTH.format(web=settings.web_base),
        PASSWORD.format(password=prepared.password) if prepared.password else "",
        DEMO.format(steps=_first_steps()) if is_demo else "",
    ]
    return "\n" + "\n".join(part for part in parts if part) + "\n"


def _first_steps() -> str:
    return "\n".join(service.demo.first_steps for service in SERVICES if service.demo and service.demo.first_steps)
