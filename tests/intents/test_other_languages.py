"""Wishes in French and Chinese: half of the translated ones are learned, this is the other half."""

from collections import Counter
from pathlib import Path

import pytest

from ivr.intents import reporting, store
from ivr.intents.encoder import encoder
from ivr.intents.sentences import learned
from ivr.intents.training import train
from ivr.intents.understanding import understander
from ivr.languages import LANGUAGES

GRAMMARS = Path("grammars")
pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("code", ["fr", "zh"])
def test_translated_wishes_are_found_or_offered(code: str) -> None:
    path = store.path_of(code, GRAMMARS)
    if not path.exists():
        store.save(train(learned(code, GRAMMARS), encoder()), path)
    understand = understander(LANGUAGES[code], GRAMMARS, store.load(path), encoder())
    found = reporting.results(reporting.read(Path(f"tests/intents/wishes/{code}.csv")), understand)
    counts = Counter(result.outcome for result in found)
    assert (counts["found"] + counts["offered"]) / len(found) >= 0.85
    assert counts["wrong"] / len(found) <= 0.04
