import pytest

from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop, repair


def progress(stage, **changes):
    caller = HotlineCaller(Shop(repair("4729", stage, **changes)))
    return caller.presses("1").presses("4729#").presses("0143#").heard


def test_the_notice_comes_before_the_first_word_is_kept(caller):
    assert caller.prompts == ["welcome", "notice", "open_question"]
    assert [say.bargein for say in caller.said_now] == [False, False, True]
    assert caller.state.slots["noticed"]


def test_a_repair_is_told_only_after_two_matching_numbers(caller):
    caller.says("where is my repair").presses("4729#")
    assert "Aurora" not in caller.heard
    caller.presses("0143#")
    assert caller.heard == (
        "Your Aurora 5, order 4 7, 2 9. Your phone has been in repair since Tuesday, November 17th. "
        "What is being done now: replacing the screen. We promised it for Tuesday, November 24th. "
        "It is at our service centre Riverside. The cost is 84 euros and 50 cents. Is there anything else?"
    )


def test_a_wrong_second_number_sounds_like_a_wrong_first_one():
    first = HotlineCaller().presses("1").presses("9999#").presses("0143#")
    second = HotlineCaller().presses("1").presses("4729#").presses("9999#")
    assert first.heard == second.heard


def test_the_third_failed_try_goes_to_an_agent(caller):
    caller.presses("1")
    for _ in range(3):
        caller.presses("4729#").presses("9999#")
    assert caller.is_transferred_to("agents")


def test_after_a_found_repair_the_tries_go_on_counting(caller):
    caller.presses("1").presses("9999#").presses("0143#").presses("4729#").presses("0143#").presses("1")
    caller.presses("1").presses("9999#").presses("0143#").presses("9999#").presses("0143#")
    assert caller.is_transferred_to("agents")


def test_the_callers_own_number_unlocks_nothing_by_itself(caller):
    caller.says("repair").says("this phone")
    assert caller.hears("confirm_number")
    caller.says("yes")
    assert caller.is_asked("factor")
    assert caller.hears("ask_factor_phone")


def test_a_withheld_number_cannot_be_used():
    caller = HotlineCaller(number=None).says("repair").says("this phone")
    assert caller.hears("own_number_unknown", "ask_number")


def test_the_second_number_is_never_of_the_first(caller):
    caller.presses("1").presses("2025550143#")
    assert caller.hears("ask_factor_phone")


def test_an_imei_with_a_wrong_digit_is_asked_again(caller):
    caller.presses("1").presses("490154203237510")
    assert caller.hears("number_miscounted", "number_first_part")


def test_the_identifiers_are_not_in_any_reason(caller):
    caller.says("where is my repair order four seven two nine").says("oh one four three")
    reasons = " ".join(line for line in caller.transcript if line.startswith("    why"))
    assert "4729" not in reasons
    assert "0143" not in reasons


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        ("waiting_for_part", "What will be done: replacing the screen."),
        ("ready_for_pickup", "What was done: replacing the screen."),
        ("quote_pending", "The repair would cost 84 euros and 50 cents."),
        ("on_its_way", "The service centre is Riverside."),
        ("some day's new stage", "An agent can tell you more."),
    ],
)
def test_each_stage_is_told_in_plain_sentences(stage, sentence):
    assert sentence in progress(stage)


def test_what_is_over_promises_nothing():
    told = progress("cancelled", cost=None)
    assert "promised" not in told
    assert "cost" not in told
    assert "screen" not in told


def test_a_free_repair_and_an_open_price_are_said():
    assert "You pay nothing for it." in progress("in_repair", cost="0.00")
    assert "The cost isn't known yet." in progress("received", cost=None)
