"""Who has shown one repair to be theirs is not asked again in the same call."""

from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import IMEI, Shop, repair


def verified(*repairs, number="4729"):
    """A caller who has heard of one repair and wants something else."""
    return HotlineCaller(Shop(*repairs)).presses("1").presses(f"{number}#").presses("0143#")


def test_the_next_repair_is_not_asked_for_again_by_keys():
    caller = verified(repair("4729"), repair("5838", "ready_for_pickup"))
    caller.presses("1").presses("1")
    assert "order 4 7, 2 9, say one" in caller.heard
    assert "Your Aurora 5 has been ready to pick up" in caller.presses("2").heard


def test_the_next_repair_is_not_asked_for_again_by_voice():
    caller = verified(repair("4729"), repair("5838", "ready_for_pickup"))
    caller.says("yes").says("where is my repair").says("the second one")
    assert "Your Aurora 5 has been ready to pick up" in caller.heard


def test_the_one_repair_is_told_again_after_a_yes():
    caller = verified().says("yes").says("where is my repair")
    assert "Is it about the Aurora 5 again, order 4 7, 2 9?" in caller.heard
    assert caller.presses("1").hears("stage_in_repair")


def test_another_number_of_the_same_customer_needs_no_second_number():
    caller = verified(repair("4729"), repair("5838", "delivered")).presses("1").presses("1")
    assert caller.says("another number").is_asked("number")
    assert "has been delivered" in caller.presses("5838#").heard


def test_a_number_of_somebody_else_needs_the_second_number():
    caller = verified(repair("4729"), repair("5838")).presses("1").presses("1").presses("5").presses("9999#")
    assert caller.is_asked("factor")
    assert caller.presses("0143#").hears("not_found")


def test_who_was_not_verified_is_known_by_nothing():
    caller = HotlineCaller(number="+12025559999").presses("1").presses("4729#").presses("9999#")
    assert caller.hears("not_found")
    assert "identity" not in caller.state.slots


def test_the_warranty_of_the_verified_repair_needs_no_number_by_keys():
    caller = verified().presses("1").presses("2")
    assert "Is it about your Aurora 5?" in caller.heard
    assert caller.presses("1").hears("warranty_is")


def test_the_warranty_of_the_verified_repair_needs_no_number_by_voice():
    caller = verified().says("yes").says("is my phone under warranty").says("yes")
    assert caller.hears("warranty_is")


def test_the_warranty_of_another_device_is_asked_for():
    caller = verified().presses("1").presses("2").presses("2")
    assert caller.is_asked("device_number")
    assert caller.presses(IMEI).hears("warranty_is")


def test_the_number_of_the_device_is_never_spoken():
    caller = verified().presses("1").presses("2").presses("1")
    told = [line for line in caller.transcript if line.startswith("hotline:")]
    assert not any(IMEI in line.replace(" ", "").replace(",", "") for line in told)
    assert caller.state.slots["device"] == {"imei": IMEI, "model": "Aurora 5"}
