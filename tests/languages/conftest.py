from pathlib import Path

import pytest

from ivr.services.repair.demo import add_demo_repairs
from tests.line import HOTLINE, Clock, Office, line_settings

REGION = f"""
numbers: ["{HOTLINE}"]
languages: [%s]
timezone: Europe/Paris
country: FR
"""


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_office(sqlite_database, clock, tmp_path):
    """Opens the hotline for a region with these languages; more lines of its file, and services, may be given."""

    def opened(languages: str, more: str = "", **services):
        folder = tmp_path / "regions"
        folder.mkdir(exist_ok=True)
        (folder / "north.yaml").write_text(REGION % languages + more, encoding="utf-8")
        add_demo_repairs(sqlite_database, clock())
        return Office(sqlite_database, line_settings(regions=folder), clock, **services)

    return opened


@pytest.fixture
def golden(request):
    """Compares a transcript with the one that is kept, or keeps it."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / f"{name}.txt"
        if request.config.getoption("--rewrite-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
