"""What must be true before the simulator starts: it is for testing, on this machine."""

from collections.abc import Mapping

from ivr.simulator.web.loopback import is_loopback


class Refused(Exception):
    """The simulator will not start, and says why."""


class CallFailed(Exception):
    """A call by hand that came to nothing."""


def refuse_production(environment: Mapping[str, str]) -> None:
    """Refuse where the settings say production: there, calls are real."""
    if environment.get("IVR_ENV", "").strip().lower() == "production":
        raise Refused("IVR_ENV=production: the simulator does not start where calls are real")


def refuse_strangers(host: str, allowed: bool) -> None:
    """Refuse an address that is not this machine's own, unless told."""
    if not allowed and not is_loopback(host):
        raise Refused(f"{host} is not this machine (add --allow-strangers if you mean it)")
