"""A decision may recall what the caller heard last, and have a command done that nobody waits for."""

from ivr.dialog.check import Inventory, check
from ivr.dialog.events import Filled, Started
from ivr.dialog.instructions import Hangup, Say
from ivr.dialog.interpreter import advance
from ivr.dialog.script import Decision, Field, Form, Goto, Recall, Script, Send
from ivr.dialog.state import CallState

SENT = Send("keep", ("answer", "more"))
KEEP = Form("keep", (Decision("kept", lambda _: (Recall("answer"), SENT, Hangup()), may=(Recall("answer"), SENT)),))
TELL = Form(
    "tell",
    (
        Decision("told", lambda _: (Say("price", {"cost": "5"}),), may=(Say("price"),), serves="shop"),
        Field("more", ("yes_no",), ("more",)),
        Decision("left", lambda _: (Goto("keep"),), may=(Goto("keep"),)),
    ),
)
SCRIPT = Script({"tell": TELL, "keep": KEEP}, first="tell")


def test_what_was_said_is_recalled_and_sent_without_waiting():
    asked = advance(SCRIPT, CallState(), Started(None))
    done = advance(SCRIPT, CallState.from_json(asked.state.to_json()), Filled(True, by="keys"))
    says = [["price", {"cost": "5"}], ["more", {}]]
    assert [(command.kind, command.payload) for command in done.commands] == [
        ("keep", {"answer": {"language": "en", "says": says}, "more": True})
    ]
    assert done.instructions[-1] == Hangup()
    assert done.state.slots["served"] == ["shop"]


def test_the_check_finds_a_command_that_nobody_does_and_slots_that_nothing_fills():
    misspelt = Decision("kept", lambda _: (), may=(Send("keep", ("anwser",)), Recall("answer")))
    script = Script({"tell": TELL, "keep": Form("keep", (misspelt,))}, first="tell")
    outside = Inventory({}, lambda *_: None, frozenset({"agents"}), frozenset())
    found = [problem.what for problem in check(script, outside)]
    assert "nobody does the command keep" in found
    assert "nothing fills the slot anwser" in found
    assert not any("slot answer" in what for what in found)
