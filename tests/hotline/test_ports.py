import socket
from pathlib import Path

import pytest

from ivr.hotline.alone import DataTaken, alone
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


@pytest.mark.parametrize("host", ["192.0.2.7", "nowhere.invalid"])
def test_an_address_that_is_not_this_machines_is_named(host):
    with pytest.raises(PortTaken, match=f"IVR_HOST: this machine has no address {host}; write 127.0.0.1"):
        check_ports(settings(host=host))


def test_a_second_hotline_with_the_same_data_is_refused_until_the_first_is_over(tmp_path):
    with alone(tmp_path), pytest.raises(DataTaken, match="IVR_DATA="), alone(tmp_path):
        pass
    with alone(tmp_path):
        assert (tmp_path / "launcher.lock").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_nothing_can_be_written_in_is_nobodys():
    with alone(Path("/proc/none")), alone(Path("/proc/none")):
        pass
