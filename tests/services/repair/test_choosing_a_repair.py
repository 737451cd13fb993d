import pytest

from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import IMEI, Shop, repair


def caller_with(*orders):
    """A caller who has shown that these repairs are theirs."""
    return (
        HotlineCaller(Shop(*(repair(order, model=f"Aurora {order}") for order in orders)))
        .presses("1")
        .presses(IMEI)
        .presses("0143#")
    )


@pytest.fixture
def caller():
    return caller_with("1001", "1002", "1003", "1004", "1005")


def test_three_repairs_are_named_in_a_breath():
    assert caller_with("1001", "1002", "1003").prompts == ["choice_1", "choice_2", "choice_3", "choose_repair"]


def test_of_more_repairs_two_are_named_in_a_breath(caller):
    assert caller.prompts == ["choice_1", "choice_2", "choice_more", "choose_repair"]


def test_a_single_repair_is_told_at_once():
    assert caller_with("1001").hears("stage_in_repair")


def test_one_is_chosen_by_word(caller):
    assert "Aurora 1002 has" in caller.says("the second").heard


def test_one_is_chosen_by_key(caller):
    assert "Aurora 1001 has" in caller.presses("1").heard


def test_more_are_named_and_chosen(caller):
    caller.says("more")
    assert "Aurora 1004 has" in caller.presses("2").heard


def test_after_the_last_come_the_first(caller):
    caller.says("more").presses("4").says("more")
    assert "order 1 0, 0 1" in caller.heard


def test_a_choice_that_was_not_named_is_asked_again(caller):
    caller.presses("3")
    assert caller.hears("no_such_choice", "choice_1")


def test_the_list_is_repeated(caller):
    caller.says("more")
    heard = caller.heard
    assert caller.presses("*").heard == heard
