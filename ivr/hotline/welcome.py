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
FIRST_PASSWORD = """
Sign in to the calls page as admin; the one-time password is in
{file}"""
BY_VOICE = """
Say "where is my repair", then
{steps}
Say "agent" or press 0 for a person."""
BY_KEYS = """
There is no speech, so calls go by keys: press 1 for a repair, then
{steps}
Press 0 for a person."""


def welcome(settings: Settings, prepared: Prepared, seconds: float, *, hears: bool) -> str:
    """Return the text of `make run`: where to go, what to say or press, how long the start took."""
    is_demo = settings.env == "development"
    parts = [
        f"The hotline is ready after {seconds:.1f} s. Ctrl-C ends it.\n",
        SIMULATED.format(web=settings.web_base, simulator=simulator_url(settings)) if is_demo else "",
        BOTH.format(web=settings.web_base),
        _password(prepared),
        (BY_VOICE if hears else BY_KEYS).format(steps=_first_steps(hears)) if is_demo else "",
    ]
    return "\n" + "\n".join(part for part in parts if part) + "\n"


def _password(prepared: Prepared) -> str:
    if prepared.file:
        return FIRST_PASSWORD.format(file=prepared.file)
    return PASSWORD.format(password=prepared.password) if prepared.password else ""


def _first_steps(hears: bool) -> str:
    demos = [service.demo for service in SERVICES if service.demo]
    steps = [demo.first_steps if hears else demo.by_keys or demo.first_steps for demo in demos]
    return "\n".join(filter(None, steps))
