from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from ivr.hotline import main_question
from ivr.intents import Understanding, store, understander
from ivr.intents.encoder import encoder
from ivr.intents.sentences import Sentence, learned
from ivr.intents.training import train
from ivr.languages import ENGLISH, Language

GRAMMARS = Path("grammars")


@pytest.fixture(scope="session")
def understood_in() -> Callable[[Language], Callable[[str], Understanding]]:
    """Understand a language as the hotline does, by the model of the present sentences."""

    @cache
    def understood(language: Language) -> Callable[[str], Understanding]:
        path = store.path_of(language.code, GRAMMARS)
        if not path.exists():
            store.save(train(learned(language.code, GRAMMARS), encoder()), path)
        return understander(language, GRAMMARS, store.load(path), encoder(), main_question.GRAMMARS)

    return understood


@pytest.fixture(scope="session")
def understood(understood_in: Callable[[Language], Callable[[str], Understanding]]) -> Callable[[str], Understanding]:
    """Understand English."""
    return understood_in(ENGLISH)


@pytest.fixture
def few() -> list[Sentence]:
    """Three topics with a few sentences each."""
    said = {
        "repair": ["when is my phone ready", "is the repair done", "how is my repair going"],
        "return": ["i want my money back", "give me a refund", "i want to return it"],
        "centre": ["where is your shop", "when does the shop open", "is there a shop near me"],
    }
    return [Sentence(text, topic) for topic, texts in said.items() for text in texts]
