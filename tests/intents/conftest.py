from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.hotline import main_question
from ivr.intents import Understanding, store, understander
from ivr.intents.encoder import encoder
from ivr.intents.sentences import Sentence, learned
from ivr.intents.training import train
from ivr.languages import ENGLISH

GRAMMARS = Path("grammars")


@pytest.fixture(scope="session")
def understood() -> Callable[[str], Understanding]:
    """Understand English as the hotline does, by the model of the present sentences."""
    path = store.path_of("en", GRAMMARS)
    if not path.exists():
        store.save(train(learned("en", GRAMMARS), encoder()), path)
    return understander(ENGLISH, GRAMMARS, store.load(path), encoder(), main_question.GRAMMARS)


@pytest.fixture
def few() -> list[Sentence]:
    """Three topics with a few sentences each."""
    said = {
        "repair": ["when is my phone ready", "is the repair done", "how is my repair going"],
        "return": ["i want my money back", "give me a refund", "i want to return it"],
        "centre": ["where is your shop", "when does the shop open", "is there a shop near me"],
    }
    return [Sentence(text, topic) for topic, texts in said.items() for text in texts]
