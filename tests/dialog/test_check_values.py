"""What the check finds by running a script's functions on samples of its slots."""

import pytest

from ivr.dialog.check import Inventory
from ivr.dialog.check.inventory import BrokenGrammar
from ivr.dialog.instructions import Say
from ivr.dialog.kinds import COUNT, DAY, TEXT, Maybe, OneOf, Record
from ivr.dialog.script import Decision, Field, Form, Script
from tests.dialog.checking import check
from tests.dialog.test_check import AGENT, GOODBYE, GRAMMARS, prompts

KINDS = {"size": OneOf(("small", "tall")), "place": Maybe(Record({"name": TEXT, "until": DAY, "boxes": COUNT}))}
ASK = Field("size", ("size",), ("ask",), read_back="confirm")


def problems(tell, *, kinds=KINDS, said_as="day", grammars=GRAMMARS):
    """Return what is wrong with a decision that says `told`, whose placeholder is {until:...}."""
    form = Form("start", (ASK, Decision("told", tell, may=(Say("told"),))), "agent")
    forms = {each.name: each for each in (form, AGENT, GOODBYE)}
    script = Script(forms, first="start", menu="start", after_queue="start", kinds=kinds)
    inventory = Inventory(
        {"en": prompts(told=prompts()["ask"])},
        lambda ref, _: grammars.get(ref),
        frozenset({"agents"}),
        frozenset(),
        said_as=lambda prompt, _: {"text": frozenset({("until", said_as)})} if prompt == "told" else {},
    )
    return [str(problem) for problem in check(script, inventory)]


def tell(slots):
    return (Say("told", {"until": slots["place"]["until"]}),) if slots["place"] else ()


def test_values_of_their_kinds_are_sound():
    assert problems(tell) == []


@pytest.mark.parametrize(
    ("told", "finding"),
    [
        (
            lambda slots: (Say("told", {"until": slots["place"]["until"]}),),
            "it breaks on a value that its",
        ),
        (lambda slots: (Say("told"),), "nobody gives told (text, en) its until"),
        (lambda slots: (Say("told", {"until": slots["size"]}),), "which can't be said as day"),
        (lambda slots: (Say("told", {"until": 4}),), "is given 4 as until, which can't be said as day"),
        (lambda slots: (Say("shout"),), "it says shout, which it does not list"),
    ],
)
def test_a_value_that_can_not_be_said_is_found(told, finding):
    assert any(finding in problem for problem in problems(told))


def test_a_number_of_the_scripts_own_is_said_as_a_count():
    assert problems(lambda slots: (Say("told", {"until": 4}),), said_as="count") == []


def test_a_slot_that_is_not_declared_is_found():
    assert "start.size: the slot size is not declared" in problems(tell, kinds={"place": KINDS["place"]})


def test_a_grammar_that_can_not_be_read_is_one_finding():
    broken = {**GRAMMARS, "size": BrokenGrammar("size.gram, line 7", "expected ']'")}
    assert problems(tell, grammars=broken) == ["start.size: the grammar size can't be read in en: expected ']'"]


def test_a_sum_of_money_of_the_script_s_own_is_money():
    def told(slots):
        return (Say("told", {"until": {"amount": "12.00", "currency": "EUR"}}),)

    assert problems(told, said_as="money") == []
    assert "can't be said as day" in problems(told, said_as="day")[0]
