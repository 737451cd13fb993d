import pytest

from ivr.dialog.events import Universal
from ivr.languages import LANGUAGES
from ivr.speech import Recognition
from ivr.turn.understanding import said


def universal(name: str, free: bool) -> object:
    """Return what becomes of a universal that was said."""
    heard = Recognition(name, (), name, (), 0.9, "accept", "everywhere", b"", 0.1, 0.1, free=free)
    return said(heard, ("everywhere",), LANGUAGES["en"])


@pytest.mark.parametrize("name", ["goodbye", "cancel", "keypad"])
def test_what_takes_something_away_is_asked_back_in_free_wording(name: str) -> None:
    assert universal(name, free=True) == Universal(name, "confirm")
    assert universal(name, free=False) == Universal(name, "accept")


def test_an_agent_is_had_in_free_wording_at_once() -> None:
    assert universal("agent", free=True) == Universal("agent", "accept")
