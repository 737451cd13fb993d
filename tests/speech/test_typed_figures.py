"""Typed figures mean what their words mean."""

from pathlib import Path
from typing import Any

import pytest

from ivr.speech.cli.understand import understood
from tests.english import load

FOLDER = Path("grammars/en")


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("builtin:digits", "4729", "4729"),
        ("builtin:digits", "1 2 3", "123"),
        ("builtin:number", "-3.5", "-3.5"),
        ("builtin:number", "1,500", "1500"),
        ("builtin:date", "march 21st 2024", "20240321"),
        ("builtin:date", "the 12th of may", "????0512"),
        ("builtin:date", "30th of june 1999", "19990630"),
        ("builtin:time", "3:30 pm", "0330p"),
        ("builtin:time", "10:05", "1005?"),
        ("builtin:time", "5:00", "0500?"),
        ("builtin:currency", "$19.99", "USD19.99"),
        ("builtin:currency", "1200 dollars", "USD1200.00"),
        ("builtin:imei", "49 015420 323751 8", "490154203237518"),
        ("everywhere", "say that 1 more time", "repeat"),
        ("main_menu", "where is my repair order number 4729", {"topic": "repair", "number": "4729"}),
    ],
)
def test_figures(name: str, words: str, value: Any) -> None:
    found = understood(load(name, folder=FOLDER), words)["meanings"]
    assert (found[0]["value"] if found else None) == value


def test_keys_are_no_figures() -> None:
    keys = load("builtin:digits", mode="dtmf")
    assert understood(keys, "4729")["meanings"][0]["value"] == "4729"
