import os

import pytest

from ivr.hotline import orphans
from ivr.hotline.orphans import LAUNCHER, Orphan

NOBODY = 2**22
"""No process has such a number: Linux ends there."""


@pytest.fixture
def orphan():
    return Orphan(NOBODY)


def test_a_worker_serves_while_its_parent_lives():
    assert Orphan(os.getppid()).may_serve()


def test_an_orphan_serves_on_while_the_launcher_starts_its_successor(orphan, monkeypatch):
    monkeypatch.setenv(LAUNCHER, str(os.getpid()))
    assert orphan.may_serve()


@pytest.mark.parametrize("launcher", ["", str(NOBODY)])
def test_an_orphan_ends_where_no_launcher_lives(orphan, monkeypatch, launcher):
    monkeypatch.setenv(LAUNCHER, launcher) if launcher else monkeypatch.delenv(LAUNCHER, raising=False)
    assert not orphan.may_serve()


def test_an_orphan_ends_after_a_while(orphan, monkeypatch):
    monkeypatch.setenv(LAUNCHER, str(os.getpid()))
    assert orphan.may_serve()
    monkeypatch.setattr(orphans, "SERVE_SECONDS", 0.0)
    assert not orphan.may_serve()
