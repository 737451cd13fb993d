"""Find out before anything starts whether the ports are free."""

import socket

from ivr.settings import Settings


class PortTaken(Exception):
    """Say which port is taken, and which setting chooses another."""


def ports(settings: Settings) -> dict[str, int]:
    """Return the ports of the processes by name."""
    found = {"web": settings.web_port, "media": settings.media_port}
    if settings.env == "development":
        found["simulator"] = settings.simulator_port
    return found


def check_ports(settings: Settings) -> None:
    """Raise PortTaken when a process could not listen."""
    wanted = ports(settings)
    for name, port in wanted.items():
        setting = f"IVR_{name.upper()}_PORT"
        twin = next((other for other, its in wanted.items() if other != name and its == port), None)
        if twin:
            raise PortTaken(f"{name} and {twin} both want port {port}: give {setting} another number")
        if not _is_free(settings.host, port):
            raise PortTaken(
                f"port {port} of {settings.host}, for {name}, can't be had (is the hotline running already?): "
                f"end what uses it, or choose another, for example {setting}={port + 100} make run"
            )


def is_open(host: str, port: int) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((host, port)) == 0


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
