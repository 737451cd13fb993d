from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ivr.dialog.costs import USUAL, Costs
from ivr.dialog.listening import listen
from ivr.dialog.state import CallState
from tests.dialog.pizza import ORDER, PIZZA

SHARES = st.floats(0.01, 0.99)
MARGIN = 1e-6


def cheapest(costs, right):
    """Return what costs the fewest questions on average, when so many of such answers are right."""
    means = {
        "act": (1 - right) * costs.wrong,
        "ask back": right * 1 + (1 - right) * (1 + costs.missed),
        "refuse": costs.missed,
    }
    return min(means, key=means.__getitem__)


def decided(costs, confidence):
    if confidence < costs.confirm:
        return "refuse"
    return "act" if confidence >= costs.accept else "ask back"


@given(st.floats(1.1, 100), st.floats(1.1, 100), SHARES)
def test_what_is_done_with_an_answer_is_what_costs_least(missed, harm, confidence):
    assume(1 / missed + 1 / harm < 1)
    costs = Costs(wrong=missed + harm, missed=missed)
    assume(min(abs(confidence - costs.accept), abs(confidence - costs.confirm)) > MARGIN)
    assert decided(costs, confidence) == cheapest(costs, confidence)


def test_an_answer_is_taken_from_four_of_five_and_asked_back_from_two_of_five():
    assert (USUAL.accept, USUAL.confirm) == pytest.approx((0.8, 0.4))


def test_the_dearer_a_wrong_answer_the_surer_it_must_be():
    dear = replace(ORDER.items[0], costs=Costs(wrong=22.5))
    assert listen(PIZZA, CallState(language="en"), dear).accept == pytest.approx(0.95)


def test_a_yes_is_taken_from_less_whatever_the_field_costs(caller):
    caller.answers_unclearly("small")
    assert (caller.listening.accept, caller.listening.confirm) == pytest.approx((0.6, 0.4))


@pytest.mark.parametrize(("wrong", "missed"), [(3, 1.5), (2.5, 2.5), (2, 7), (7.5, 0), (7.5, 1)])
def test_costs_at_which_asking_back_never_pays_are_refused(wrong, missed):
    with pytest.raises(ValueError, match="asking back never pays"):
        Costs(wrong, missed)
