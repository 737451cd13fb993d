from pathlib import Path

import pytest

from ivr.intents import IntentsUnavailable, store
from ivr.intents.encoder import encoder
from ivr.intents.sentences import Sentence
from ivr.intents.training import FEWEST_HEARD, train


def test_another_way_to_say_it_is_understood_from_a_few_sentences(few: list[Sentence]) -> None:
    model = train(few, encoder())
    row = model.probabilities(encoder(), ["i would like a refund please"])[0]
    assert model.topics[row.argmax()] == "return"
    assert row.sum() == pytest.approx(1, abs=1e-3)


def test_a_model_is_the_same_after_it_was_stored(few: list[Sentence], tmp_path: Path) -> None:
    model, path = train(few, encoder()), tmp_path / "en-1.npz"
    store.save(model, path)
    said = ["is it ready", "", "where are you"]
    known, read = (each.probabilities(encoder(), said) for each in (model, store.load(path)))
    assert abs(known - read).max() < 0.01


def test_training_again_gives_the_same_model(few: list[Sentence]) -> None:
    first, second = (train(few, encoder()).probabilities(encoder(), ["is it done"]) for _ in range(2))
    assert (first == second).all()


def test_what_callers_said_sets_the_threshold(few: list[Sentence]) -> None:
    heard = [Sentence(f"{each.text} number {count}", each.topic, heard=True) for each in few for count in range(8)]
    assert len(heard) >= FEWEST_HEARD
    assert train([*few, *heard], encoder()).accept != train(few, encoder()).accept


def test_two_topics_are_too_few(few: list[Sentence]) -> None:
    with pytest.raises(IntentsUnavailable, match="fewer than three topics"):
        train(few[:6], encoder())


def test_a_new_sentence_makes_a_new_version(tmp_path: Path) -> None:
    topics = tmp_path / "en" / "topics"
    topics.mkdir(parents=True)
    (topics / "repair.txt").write_text("is it ready\n")
    before = store.version("en", tmp_path)
    assert store.version("en", tmp_path) == before
    (topics / "repair.txt").write_text("is it ready\nis it done\n")
    assert store.version("en", tmp_path) != before


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "old.npz").write_bytes(b"no model")
    with pytest.raises(IntentsUnavailable, match="is no model of topics"):
        store.load(tmp_path / "old.npz")
