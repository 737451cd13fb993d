import socket

import pytest

from ivr.hotline.ports import PortTaken, check_ports
from ivr.settings import Settings
from tests.ports import free_port


def settings(**ports):
    free = {name: free_port() for name in ("web_port", "media_port", "simulator_port")}
    return Settings(**free | ports)


def test_free_ports_are_no_trouble():
    check_ports(settings())


@pytest.mark.parametrize("name", ["web", "media", "simulator"])
def test_a_taken_port_names_its_setting(name):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = settings(**{f"{name}_port": other.getsockname()[1]})
        with pytest.raises(PortTaken, match=f"IVR_{name.upper()}_PORT="):
            check_ports(taken)
