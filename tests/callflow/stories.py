"""Whole calls, each a story; their transcripts stand under golden/."""

from collections.abc import Callable

from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import IMEI, Shop, repair


def repair_by_voice() -> HotlineCaller:
    caller = HotlineCaller()
    caller.says("where is my repair").says("four seven two nine", unclearly=True).says("yes")
    return caller.says("oh one four three").says("no thanks")


def repair_in_one_breath_then_keys() -> HotlineCaller:
    caller = HotlineCaller().says("where is my repair order four seven two nine")
    return caller.presses("0143#").says("no")


def repair_in_one_unclear_breath() -> HotlineCaller:
    caller = HotlineCaller().says("where is my repair order four seven two nine", unclearly=True).says("yes")
    return caller.says("oh one four three").says("no", unclearly=True).says("yes")


def repair_by_keys_only() -> HotlineCaller:
    caller = HotlineCaller(Shop(repair("4729", "ready_for_pickup", cost="0.00")))
    return caller.presses("9").presses("1").presses("4729#").presses("0143#").presses("2")


def number_corrected() -> HotlineCaller:
    caller = HotlineCaller().says("repair").says("four seven three nine", unclearly=True)
    return caller.says("no four seven two nine").says("oh one four three").says("that's all")


def number_denied_and_typed() -> HotlineCaller:
    caller = HotlineCaller().says("repair").says("four seven three nine", unclearly=True).says("no")
    return caller.says("four seven three nine", unclearly=True).presses("4729#").presses("0143#").is_silent()


def number_in_chunks() -> HotlineCaller:
    caller = HotlineCaller(Shop(repair("472916"))).says("repair").says("four seven two").says("nine one six")
    return caller.says("yes").says("oh one").is_silent().says("four three").says("yes").says("no thanks")


def number_half_by_keys() -> HotlineCaller:
    caller = HotlineCaller(Shop(repair("472916"))).says("repair").says("four seven two").presses("916#")
    return caller.says("yes").presses("01#").says("four three").presses("1").says("no thanks")


def number_goes_on_while_it_is_read_back() -> HotlineCaller:
    caller = HotlineCaller(Shop(repair("472916"))).says("repair").says("four seven two nine", unclearly=True)
    return caller.says("one six").presses("1").presses("0143#").says("no thanks")


def number_with_a_doubtful_end() -> HotlineCaller:
    caller = HotlineCaller(Shop(repair("472916"))).says("repair")
    caller.says("four seven two five one nine", perhaps="four seven two nine one six").says("no")
    return caller.says("nine one six").says("yes").presses("0143#").says("no thanks")


def imei_misheard() -> HotlineCaller:
    caller = (
        HotlineCaller().says("repair").says("four nine oh one five four two oh three two three seven five one nine")
    )
    caller.says("four nine oh").says("one five four").says("two oh three").says("help").says("two three seven")
    return caller.presses("518#").says("yes").presses("0143#").says("no thanks")


def imei_half_heard() -> HotlineCaller:
    caller = HotlineCaller().says("repair")
    caller.says(
        "four nine oh one five four two oh three two three seven five one nine",
        perhaps="four nine oh one five four two oh three two three seven nine one nine",
    )
    return caller.says("five one eight").says("yes").presses("0143#").says("no thanks")


def own_number_with_four_repairs() -> HotlineCaller:
    orders = [repair("4729"), repair("4730", "quote_pending"), repair("4718", "delivered", cost=None), repair("4662")]
    caller = HotlineCaller(Shop(*orders)).says("is my phone ready").says("this phone").says("yes")
    caller.says("two three seven five one eight").says("more").presses("4").says("the second")
    return caller.says("goodbye")


def imei_mistyped() -> HotlineCaller:
    caller = HotlineCaller(number=None).presses("1").presses("490154203237510").presses(IMEI)
    return caller.presses("0143#").says("yes").says("something else")


def not_found_three_times() -> HotlineCaller:
    caller = HotlineCaller().says("repair status").presses("1111#").presses("2222#").presses("2025552222#")
    caller.presses("1111#").presses("2025552222#").presses("1")
    return caller.presses("1111#").presses("2025552222#")


def agent_then_nobody_answers() -> HotlineCaller:
    caller = HotlineCaller().says("exchange my phone").says("agent").comes_back_from_the_queue("queue-full")
    return caller.says("wait").comes_back_from_the_queue("leave").presses("2").presses("0")


def agent_answers() -> HotlineCaller:
    caller = HotlineCaller().presses("0").comes_back_from_the_queue("bridged")
    return caller.says("yes where is my repair order four seven two nine").presses("0143#").says("no thank you")


def mumbling_caller() -> HotlineCaller:
    return HotlineCaller().says("banana").is_silent().says("cucumber").says("potato")


def lost_caller() -> HotlineCaller:
    caller = HotlineCaller().says("help").says("repair").says("slower").presses("*")
    return caller.says("four seven two nine").says("go back").says("agent")


def source_down() -> HotlineCaller:
    class Closed(Shop):
        def find(self, using):
            raise ConnectionError

    caller = HotlineCaller(Closed()).says("repair").presses("4729#")
    try:
        return caller.presses("0143#")
    except ConnectionError:
        return caller.finds_the_source_down()


STORIES: dict[str, Callable[[], HotlineCaller]] = {
    story.__name__: story
    for story in (
        repair_by_voice,
        repair_in_one_breath_then_keys,
        repair_in_one_unclear_breath,
        repair_by_keys_only,
        number_corrected,
        number_denied_and_typed,
        number_in_chunks,
        number_half_by_keys,
        number_goes_on_while_it_is_read_back,
        number_with_a_doubtful_end,
        imei_misheard,
        imei_half_heard,
        own_number_with_four_repairs,
        imei_mistyped,
        not_found_three_times,
        agent_then_nobody_answers,
        agent_answers,
        mumbling_caller,
        lost_caller,
        source_down,
    )
}
