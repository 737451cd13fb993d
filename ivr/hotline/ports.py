"""Find out before anything starts whether the ports are free."""

import errno
import socket

from ivr.settings import Settings

NO_ADDRESS = {errno.EADDRNOTAVAIL, *(getattr(socket, name) for name in dir(socket) if name.startswith("EAI_"))}


class PortTaken(Exception):
    """Say which port or address can't be had, and which setting chooses another."""


def places(settings: Settings) -> dict[str, tuple[str, int]]:
    """Return where each process listens, by name; the simulator is for this machine only."""
    found = {"web": (settings.host, settings.web_port), "media": (settings.host, settings.media_port)}
    if settings.env == "development":
        found["simulator"] = ("127.0.0.1", settings.simulator_port)
    return found


def simulator_url(settings: Settings) -> str:
    """Return where the browser phone and the simulated REST are."""
    return f"http://127.0.0.1:{settings.simulator_port}"


def check_ports(settings: Settings) -> None:
    """Raise PortTaken when a process could not listen."""
    for name, (host, port) in places(settings).items():
        setting = f"IVR_{name.upper()}_PORT"
        why = _problem(host, port)
        if why in NO_ADDRESS:
            raise PortTaken(f"IVR_HOST: this machine has no address {host}; write 127.0.0.1, or 0.0.0.0 for all")
        if why:
            raise PortTaken(
                f"port {port} of {host}, for {name}, can't be had (is the hotline running already?): "
                f"end what uses it, or choose another, for example {setting}={port + 100} make run"
            )


def is_open(place: tuple[str, int]) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(place) == 0


def _problem(host: str, port: int) -> int:
    """Return the error number with which listening fails, 0 when it doesn't."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0
