"""Find out before anything starts whether the ports are free."""

import socket

from ivr.settings import Settings


class PortTaken(Exception):
    """Say which port is taken, and which setting chooses another."""


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
        if not _is_free(host, port):
            raise PortTaken(
                f"port {port} of {host}, for {name}, can't be had (is the hotline running already?): "
                f"end what uses it, or choose another, for example {setting}={port + 100} make run"
            )


def is_open(place: tuple[str, int]) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(place) == 0


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
