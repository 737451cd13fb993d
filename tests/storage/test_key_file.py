import os

import pytest

from ivr.storage import Keyring, UnreadableValue, new_key
from ivr.storage.key_file import LOOK_SECONDS, KeyFile

INDEX, PLACE = new_key(), b"place"


class Clock:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opened(tmp_path, clock):
    """Write a file with some keys, or others into it, and open it as a process does at its start."""

    def open_(*keys):
        write(*keys)
        return Keyring.from_text(",".join(keys), INDEX, KeyFile(tmp_path / "hotline.env", clock))

    def write(*keys):
        new = tmp_path / "new"
        new.write_text(f"IVR_BRAND=Acme\nIVR_ENCRYPTION_KEYS={','.join(keys)}\n")
        os.replace(new, tmp_path / "hotline.env")

    open_.write = write
    return open_


def test_a_process_that_runs_reads_what_a_newer_key_wrote(opened):
    old, new = new_key(), new_key()
    running = opened(old)
    opened.write(new, old)
    written = Keyring.from_text(f"{new},{old}", INDEX).encrypt(b"hello", PLACE)
    assert running.decrypt(written, PLACE) == b"hello"


def test_a_process_that_runs_writes_with_the_newest_key_soon(opened, clock):
    old, new = new_key(), new_key()
    running = opened(old)
    opened.write(new, old)
    clock.seconds += LOOK_SECONDS
    written = running.encrypt(b"hello", PLACE)
    assert Keyring.from_text(new, INDEX).decrypt(written, PLACE) == b"hello"


def test_the_file_is_not_looked_at_each_time(opened, clock):
    old, new = new_key(), new_key()
    running = opened(old)
    opened.write(new, old)
    assert Keyring.from_text(old, INDEX).decrypt(running.encrypt(b"hello", PLACE), PLACE) == b"hello"


@pytest.mark.parametrize("text", ["nonsense", ""])
def test_a_bad_file_leaves_the_known_keys(opened, clock, text):
    old = new_key()
    running = opened(old)
    opened.write(text)
    clock.seconds += LOOK_SECONDS
    assert running.decrypt(running.encrypt(b"hello", PLACE), PLACE) == b"hello"


def test_a_key_that_nobody_has_stays_unknown(opened):
    running = opened(new_key())
    with pytest.raises(UnreadableValue, match="no longer holds"):
        running.decrypt(Keyring.from_text(new_key(), INDEX).encrypt(b"hello", PLACE), PLACE)
