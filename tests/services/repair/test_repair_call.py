import pytest

from ivr.dialog.instructions import Listen
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
        "Your Aurora 5 has been in repair since Tuesday, November 17th. Now: replacing the screen. "
        "It's promised for Tuesday, November 24th. It's at Riverside. It costs 84 euros and 50 cents. Anything else?"
    )


def test_a_wrong_second_number_sounds_like_a_wrong_first_one():
    first = HotlineCaller().presses("1").presses("9999#").presses("0143#")
    second = HotlineCaller(number="+12025559999").presses("1").presses("4729#").presses("9999#")
    assert first.heard.replace("9 9, 9 9", "4 7, 2 9") == second.heard


def test_a_meid_may_be_typed_or_said():
    shop = Shop(repair("4729", imei="270113177609606898"))
    assert "in repair" in HotlineCaller(shop).presses("1").presses("270113177609606898#").presses("0143#").heard
    said = (
        HotlineCaller(shop)
        .presses("1")
        .says("two seven zero one one three one seven seven six zero nine six zero six eight nine eight")
    )
    assert "in repair" in said.presses("0143#").heard


def test_the_end_of_the_number_called_from_stands_for_all_of_it(caller):
    caller.presses("1").presses("4729#").presses("0143#")
    assert caller.state.slots["factor"] == "+12025550143"


def test_who_calls_from_another_phone_gives_the_whole_number():
    caller = HotlineCaller(number="+12025550199").presses("1").presses("4729#").presses("0143#")
    assert caller.hears("phone_elsewhere", "ask_phone")
    assert "in repair" in caller.says("two oh two five five five oh one four three").heard


def test_the_whole_number_may_be_said_at_once():
    caller = HotlineCaller(number="+12025550199").says("repair").says("four seven two nine")
    assert "in repair" in caller.says("two oh two five five five oh one four three").heard


def test_four_digits_of_another_number_sound_alike_whether_they_fit_or_not():
    calls = [HotlineCaller(number="+12025550199").presses("1").presses("4729#") for _ in range(2)]
    assert calls[0].presses("0143#").heard == calls[1].presses("9999#").heard


def test_who_withholds_the_number_is_asked_for_the_whole_one():
    assert HotlineCaller(number=None).presses("1").presses("4729#").hears("ask_phone")


def test_the_number_that_was_not_found_is_said(caller):
    caller.presses("1").presses("4728#").presses("0143#")
    assert "4 7, 2 8" in caller.heard


def test_the_third_failed_try_goes_to_an_agent(caller):
    caller.presses("1").presses("4729#").presses("9999#").presses("2025559999#")
    caller.presses("4729#").presses("2025559999#").presses("1").presses("4729#").presses("2025559999#")
    assert caller.is_transferred_to("agents")


def test_who_is_not_found_twice_may_want_to_send_a_phone_in(caller):
    caller.presses("1").presses("4729#").presses("9999#").presses("2025559999#").presses("4729#")
    assert caller.presses("2025559999#").hears("not_found", "ways", "topic_repair", "press_1", "topic_send_in")
    assert caller.presses("2").is_asked("send_imei")


def test_after_a_found_repair_the_tries_go_on_counting(caller):
    caller.presses("1").presses("9999#").presses("0143#").presses("4729#").presses("0143#").presses("1")
    for _ in range(2):
        caller.presses("1").presses("2").presses("9999#").presses("0143#")
    assert caller.is_transferred_to("agents")


def test_the_callers_own_number_unlocks_nothing_by_itself(caller):
    caller.says("repair").says("yes")
    assert caller.is_asked("factor")
    assert caller.hears("own_is", "ask_factor_phone")


def test_the_number_called_from_is_offered_whether_a_repair_is_known_or_not():
    owner, stranger = HotlineCaller(number="+12025550143"), HotlineCaller(number="+12025550199")
    assert owner.says("repair").prompts == stranger.says("repair").prompts == ["offer_own"]
    assert owner.heard.replace("4 3", "9 9") == stranger.heard
    assert isinstance(stranger.ending, Listen)  # nothing is looked up, so it takes the same time


def test_a_no_in_the_place_of_a_number_is_never_read_back_letter_by_letter(caller):
    caller.says("repair").says("no thanks", unclearly=True)
    assert caller.is_asked("number")
    assert "ight?" not in caller.heard


def test_who_calls_about_another_phone_says_no_or_the_order_at_once(caller):
    assert caller.says("repair").says("no").hears("ask_number")
    assert caller.says("four seven two nine").hears("number_echo", "ask_ending")
    assert HotlineCaller().says("repair").says("four seven two nine").hears("number_echo", "ask_ending")


def test_who_has_no_order_number_is_asked_for_the_phone_number_then_gets_an_agent(caller):
    assert caller.says("repair").says("i don't have it").hears("number_otherwise")
    assert caller.says("i lost the receipt").hears("no_number", "ways", "topic_send_in")
    assert caller.says("agent").is_transferred_to("agents")


def test_who_has_not_the_second_number_is_told_where_it_is_then_gets_an_agent(caller):
    caller.says("repair").says("yes").says("i don't have it")
    assert caller.hears("imei_help", "ask_factor_phone")
    assert caller.says("i don't know it").is_transferred_to("agents")


def test_a_wrong_number_is_put_right_at_the_next_question(caller):
    caller.says("repair").says("four seven three nine")
    assert caller.says("no the order is four seven two nine").hears("number_echo", "ask_ending")
    assert "in repair" in caller.says("oh one four three").heard


def test_a_number_that_is_only_denied_is_asked_for_again(caller):
    assert caller.says("repair").says("four seven three nine").says("that's wrong").hears("denied", "offer_own")


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
        ("waiting_for_part", "Planned: replacing the screen."),
        ("ready_for_pickup", "Done: replacing the screen."),
        ("quote_pending", "a price for your Aurora 5 waits for your answer."),
        ("on_its_way", "The centre is Riverside."),
        ("some day's new stage", "an agent can tell you more."),
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
    assert "You pay nothing." in progress("in_repair", cost="0.00")
    assert "The cost isn't known yet." in progress("received", cost=None)
