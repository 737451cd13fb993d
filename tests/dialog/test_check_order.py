"""What the check finds of the order of a form's items: slots filled twice or read too early, and turns without end."""

import pytest

from ivr.dialog.check import Inventory, Wording
from ivr.dialog.check.prompts import alike
from ivr.dialog.instructions import Say
from ivr.dialog.kinds import TEXT, OneOf
from ivr.dialog.script import Act, Clear, Decision, Field, Fill, Form, Goto, LookUp, Script
from tests.dialog.checking import check
from tests.dialog.test_check import AGENT, GOODBYE, GRAMMARS, prompts

SIZES = ("small", "tall")
KINDS = {"size": OneOf(SIZES), "price": TEXT}
ASK = Field("size", ("size",), ("ask",), read_back="confirm")
LOOK = LookUp("price", "prices", using=("size",))


def nothing(_slots):
    return ()


def problems(*items):
    """Return what is wrong with a form of these items."""
    forms = {each.name: each for each in (Form("start", items, "agent"), AGENT, GOODBYE)}
    script = Script(forms, first="start", menu="start", after_queue="start", kinds=KINDS)
    inventory = Inventory(
        {"en": prompts(told=prompts()["ask"])},
        lambda ref, _: GRAMMARS.get(ref),
        frozenset({"agents"}),
        frozenset({"prices"}),
        commands=frozenset({"order"}),
    )
    return [str(problem) for problem in check(script, inventory)]


def tells(*moves, may=()):
    return Decision("told", lambda _: moves, may=(Say("told"), *may))


FINE = (ASK, LOOK, tells(Say("told")))


def found(*items):
    """Return the problems that those of a sound form don't have."""
    return [problem for problem in problems(*items) if problem not in problems(*FINE)]


def test_a_form_in_order_is_sound():
    assert problems(*FINE) == []


@pytest.mark.parametrize("second", [ASK, LOOK, Decision("size", nothing)])
def test_two_items_that_fill_one_slot_are_found(second):
    first = ASK if second is not LOOK else LOOK
    assert f"start.{first.slot}: two items fill the slot {first.slot}, so the second is never visited" in found(
        *FINE, second
    )


def test_items_of_one_slot_that_leave_each_other_out_are_sound():
    small = Field("size", ("size",), ("ask",), read_back="confirm", when=lambda slots: slots["price"] == "none")
    tall = Field("size", ("size",), ("ask",), read_back="confirm", when=lambda slots: slots["price"] != "none")
    assert not any("two items" in problem for problem in problems(small, tall, LOOK, tells(Say("told"))))


def test_a_look_up_before_what_it_uses_is_found():
    assert found(LOOK, ASK, tells(Say("told"))) == ["start.price: it needs the slot size, which a later item fills"]


def test_a_decision_before_what_it_reads_is_found():
    early = Decision("early", lambda slots: () if slots["price"] else (Say("told"),), may=(Say("told"),))
    assert "start.early: it needs the slot price, which a later item fills" in found(ASK, early, LOOK, FINE[2])


def test_a_decision_that_may_do_without_is_sound():
    early = Decision("early", lambda slots: () if slots.get("price") else (Say("told"),), may=(Say("told"),))
    assert found(ASK, early, LOOK, FINE[2]) == []


@pytest.mark.parametrize("cleared", [("told",), ("price", "told")])
def test_a_turn_without_end_is_found(cleared):
    again = tells(Say("told"), Clear(cleared), may=(Clear(cleared),))
    assert found(ASK, LOOK, again) == [
        f"start.told: it clears {', '.join(cleared)} and is visited again before anything is asked, without end"
    ]


@pytest.mark.parametrize("moves", [(Clear(("size", "told")),), (Clear(("told",)), Goto("agent"))])
def test_who_asks_again_or_leads_on_is_sound(moves):
    assert found(ASK, LOOK, tells(Say("told"), *moves, may=moves)) == []


@pytest.mark.parametrize("move", [Goto("agent"), Clear(("size",)), Fill("price", "some words")])
def test_a_move_that_is_not_listed_is_found(move):
    assert any("which it does not list" in problem for problem in found(ASK, LOOK, tells(Say("told"), move)))


def test_a_value_that_the_slot_does_not_hold_is_found():
    wrong = tells(Say("told"), Fill("size", "huge"), may=(Fill("size", ""),))
    assert found(ASK, LOOK, wrong) == ["start.told: it fills the slot size with 'huge', which that does not hold"]


def test_an_act_that_nobody_is_asked_about_and_may_decline_is_found():
    def tell(slots):
        return (Say("told"),) if slots["ordered"]["status"] == "declined" else ()

    act = Act("ordered", "order", using=("size",), matters=False)
    assert found(*FINE[:2], act, Decision("told", tell, may=(Say("told"),))) == [
        "start.ordered: told tells who declines it, and nobody is asked"
    ]


def breaks(_slots):
    raise ZeroDivisionError


def all_slots(slots):
    return (Say("told"),) if len(slots) == len(list(slots)) else ()


def test_what_breaks_is_told_once_and_what_comes_after_a_way_out_is_left_alone():
    broken = Field("price", ("size",), ("ask",), read_back="confirm", when=breaks)
    assert [each for each in found(ASK, broken, LOOK, tells(Say("told"))) if "ZeroDivisionError" in each]
    assert [each for each in found(*FINE[:2], Decision("told", breaks, may=(Say("told"),))) if "Zero" in each]
    away = Decision("away", lambda _: (Goto("agent"),), may=(Goto("agent"),))
    assert not [each for each in found(*FINE[:2], away, tells(Say("told"))) if "two items" in each]


def test_a_decision_may_look_at_all_slots_and_at_none_that_nobody_declares():
    assert found(*FINE[:2], Decision("told", all_slots, may=(Say("told"),))) == []
    asks = Decision("told", lambda slots: (Say("told"),) if not slots.get("prize") else (), may=(Say("told"),))
    assert any("it reads the slot prize, which nobody declares" in each for each in found(*FINE[:2], asks))


def test_a_prompt_that_tells_less_in_another_language_is_found():
    whole, less = Wording(frozenset({"size"})), Wording(frozenset())
    script = Script({"start": Form("start", FINE)}, "start", "start", "start", languages=("en", "fr"))
    said = Inventory(
        {"en": {"told": {"text": whole}}, "fr": {"told": {"text": less}}}, lambda *_: None, frozenset(), frozenset()
    )
    assert [problem.what for problem in alike(script, said)] == [
        "told (text, fr) lacks the value size that it has in en"
    ]
