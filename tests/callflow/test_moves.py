"""What forms around every service decide from what is known, where a whole call seldom comes."""

from typing import Any

import pytest

from ivr.callflow import offering, which_model
from ivr.callflow.topics import Topic
from ivr.callflow.ways import OFFERED, ways
from ivr.dialog.instructions import Say
from ivr.dialog.script import Decision, Fill, Goto, Moves

MODELS = [{"id": str(each), "name": {"en": f"Aurora {each}"}} for each in range(5)]


def test_of_several_wishes_said_at_an_offer_the_first_counts() -> None:
    assert offering.named({"topic": {"one_by_one": ["warranty", "repair"]}}, ["centre"]) == "warranty"


@pytest.mark.parametrize(("key", "moves"), [(2, (Goto("agent"),)), (3, (Goto("anything_else"),))])
def test_what_follows_an_answer_may_be_a_person_or_nothing(key: int, moves: Moves) -> None:
    form = ways((Topic("centre", "centres", "confirm_centre"),))
    (follow,) = (item for item in form.items if isinstance(item, Decision))
    assert follow.function({OFFERED: ["centre", "agent"], "way": key}) == moves


@pytest.mark.parametrize(
    ("key", "moves"),
    [
        (2, (Fill("model", MODELS[1]),)),
        (4, (Fill("models_page", 3), which_model.AGAIN)),
        (9, (Say("no_such_model"), which_model.AGAIN)),
    ],
)
def test_one_of_several_models_is_chosen_or_the_page_turned(key: int, moves: Any) -> None:
    assert which_model.choose_model({"models": MODELS, "which_model": key}) == moves
