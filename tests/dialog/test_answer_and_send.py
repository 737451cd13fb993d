"""What a service answers is kept, and a decision may have a command done that nobody waits for."""

from dataclasses import replace

from ivr.dialog.check import Inventory
from ivr.dialog.events import Filled, Started
from ivr.dialog.instructions import Hangup, Say
from ivr.dialog.interpreter import advance
from ivr.dialog.older import with_answer
from ivr.dialog.script import Act, Decision, Field, Form, Goto, Script, Send
from ivr.dialog.state import CallState
from tests.dialog.checking import check

SENT = Send("keep", ("answer", "more"))
KEEP = Form("keep", (Decision("kept", lambda _: (SENT, Hangup()), may=(SENT,)),))
TELL = Form(
    "tell",
    (
        Decision("told", lambda _: (Say("price", {"cost": "5"}),), may=(Say("price"),), serves="shop"),
        Field("more", ("yes_no",), ("more",)),
        Decision("left", lambda _: (Goto("keep"),), may=(Goto("keep"),)),
    ),
)
SCRIPT = Script({"tell": TELL, "keep": KEEP}, first="tell")


def test_an_answer_is_kept_without_the_question_after_it_and_sent_without_waiting():
    asked = advance(SCRIPT, CallState(), Started(None))
    done = advance(SCRIPT, CallState.from_json(asked.state.to_json()), Filled(True, by="keys"))
    says = [["price", {"cost": "5"}]]
    assert [(command.kind, command.payload) for command in done.commands] == [
        ("keep", {"answer": {"language": "en", "says": says}, "more": True})
    ]
    assert done.instructions[-1] == Hangup()
    assert done.state.slots["served"] == ["shop"]


def test_what_is_said_of_an_act_that_was_declined_leaves_the_answer_before_it():
    kept = Decision("kept", lambda _: (Say("not_bought"), Hangup()), may=(Say("not_bought"),), serves="shop")
    buy = Form("buy", (TELL.items[0], Act("bought", "buy", using=(), confirm="key", ask="confirm"), kept))
    script = Script({"buy": buy}, first="buy")
    asked = advance(script, CallState(), Started(None))
    done = advance(script, asked.state, Filled(False, by="keys"))
    assert Say("not_bought") in done.instructions
    assert done.state.slots["answer"]["says"] == [["price", {"cost": "5"}]]


def test_the_check_finds_a_command_that_nobody_does_and_slots_that_nothing_fills():
    misspelt = Decision("kept", lambda _: (), may=(Send("keep", ("anwser", "answer")),))
    script = Script({"tell": TELL, "keep": Form("keep", (misspelt,))}, first="tell")
    outside = Inventory({}, lambda *_: None, frozenset({"agents"}), frozenset())
    found = [problem.what for problem in check(script, outside)]
    assert "nobody does the command keep" in found
    assert "nothing fills the slot anwser" in found
    assert not any("slot answer" in what for what in found)


def test_of_an_older_call_the_answer_is_what_its_service_told_and_none_is_made_up():
    state = CallState(language="en", served=("shop",), said=(("goodbye", {}),))
    assert with_answer(SCRIPT, state) is state
    told = with_answer(SCRIPT, replace(state, said=(("goodbye", {}), ("price", {"cost": "5"}))))
    assert told.slots["answer"] == {"language": "en", "says": [["price", {"cost": "5"}]]}
