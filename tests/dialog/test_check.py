from dataclasses import dataclass, replace

from ivr.dialog.check import Inventory, Wording
from ivr.dialog.instructions import Hangup, Say, Transfer
from ivr.dialog.script import Clear, Decision, Field, Form, Goto, Lines, LookUp, Propose, Script
from tests.dialog.checking import check


@dataclass(frozen=True)
class Words:
    """A grammar that is a list of words and keys."""

    words: tuple[str, ...] = ()
    keys: str = ""

    def takes_words(self, words: str) -> bool:
        return words in self.words

    def takes_keys(self, keys: str) -> bool:
        return keys in self.keys

    @property
    def has_keys(self) -> bool:
        return bool(self.keys)


GRAMMARS = {
    "size": Words(("small", "tall"), "12"),
    "universals": Words(("agent",), "0*"),
    "yes_no": Words(("yes", "no"), "12"),
}
ASK = Field("size", ("size",), ("ask",), read_back="confirm")
START = Form("start", (ASK,), then="agent")
AGENT = Form("agent", (Decision("gone", lambda _: (), may=(Say("to_agent"), Transfer("agents"))),))
GOODBYE = Form("goodbye", (Decision("said_goodbye", lambda _: (), may=(Say("goodbye"), Hangup())),))


def script(*items, then="agent", forms=()):
    every = (Form("start", items or (ASK,), then), AGENT, GOODBYE, *forms)
    return Script({form.name: form for form in every}, first="start", menu="start", after_queue="start")


def prompts(**changes):
    lines = [*vars(Lines()).values()]
    names = [name for name in lines if isinstance(name, str)] + list(Lines().leave.values())
    plain = {name: {"text": Wording()} for name in (*names, "ask", "to_agent", "goodbye")}
    return plain | {"confirm": {"text": Wording(frozenset({"value"}))}} | changes


def found(checked, grammars=GRAMMARS, **changes):
    inventory = Inventory(
        {"en": prompts(**changes)}, lambda ref, _: grammars.get(ref), frozenset({"agents"}), frozenset({"ovens"})
    )
    return [str(problem) for problem in check(checked, inventory)]


def test_a_sound_script_has_no_problems():
    assert found(script()) == []


def test_a_form_that_is_not_there():
    assert "start: there is no form kitchen to go to" in found(script(then="kitchen"))


def test_a_form_that_nothing_leads_to():
    assert found(script(forms=[Form("attic", AGENT.items)])) == ["attic: no way leads to this form"]


def test_a_form_reached_by_a_decision():
    way = Decision("way", lambda _: (), may=(Goto("attic"),))
    assert found(script(ASK, way, forms=[Form("attic", AGENT.items)])) == []


def test_a_queue_and_a_source_that_are_not_there():
    away = Decision("away", lambda _: (), may=(Transfer("kitchen"),))
    problems = found(script(ASK, LookUp("pan", "pans", ("size",)), away))
    assert problems == ["start.away: there is no queue kitchen", "start.pan: there is no source pans"]


def test_a_look_up_with_a_slot_that_nobody_fills():
    assert found(script(ASK, LookUp("oven", "ovens", ("heat",)))) == ["start.oven: nothing fills the slot heat"]


def test_a_slot_cleared_that_is_not_there():
    clear = Decision("clear", lambda _: (), may=(Clear(("heat",)),))
    assert found(script(ASK, clear)) == ["start.clear: there is no slot heat to clear"]


def test_a_proposal_that_no_field_reads_back():
    propose = Decision("usual", lambda _: (), may=(Propose("size", "tall"),))
    mute = Field("size", ("size",), ("ask",))
    assert "start.usual: no field reads back size" in found(script(propose, mute))


def test_a_prompt_without_words():
    assert found(script(replace(ASK, help="why"))) == ["start.size: the prompt why has no words in en"]


def test_a_language_without_prompts():
    problems = found(replace(script(), languages=("en", "fr")))
    assert "start.size: the prompt ask has no words in fr" in problems


def test_a_prompt_that_nothing_says():
    assert found(script(), secret={"text": Wording()}) == ["en prompts: nothing says secret"]


def test_a_value_that_nobody_gives():
    assert found(script(), ask={"text": Wording(frozenset({"price"}))}) == [
        "start.size: nobody gives ask (text, en) its price"
    ]


def test_an_offer_that_the_grammar_lacks():
    huge = {"text": Wording(words=("huge",), keys=("3",)), "keys": Wording()}
    assert found(script(), ask=huge) == [
        "start.size: ask (text, en) offers 'huge', which no grammar takes",
        "start.size: ask (text, en) offers the key 3, which no grammar takes",
    ]


def test_words_offered_in_a_call_by_keys_only():
    spoken = {"text": Wording(words=("small",))}
    assert found(script(), ask=spoken) == ["start.size: ask (en) has no wording for calls by keys only"]
    wrong = spoken | {"keys": Wording(words=("small",))}
    assert found(script(), ask=wrong) == ["start.size: ask (keys, en) offers the words 'small' in a call by keys only"]


def test_more_than_three_choices_in_a_breath():
    four = {"text": Wording(keys=("1", "2", "0", "*"))}
    assert found(script(), ask=four) == ["start.size: ask (text, en) offers more than 3 choices in a breath"]


def test_a_grammar_that_is_not_there():
    assert "script: there is no grammar yes_no in en" in found(script(), {**GRAMMARS, "yes_no": None})


def test_a_field_that_keys_cannot_answer():
    assert found(script(), {**GRAMMARS, "size": Words(("small",))}) == ["start.size: keys can't answer it"]


def test_a_field_that_takes_the_agents_key():
    assert found(script(), {**GRAMMARS, "size": Words(("small",), "10")}) == [
        "start.size: takes the key 0, which belongs to the universals"
    ]


def test_a_form_without_items():
    assert "attic: it has no items" in found(script(forms=[Form("attic", ())]))


def test_a_queue_of_the_script_that_is_not_there():
    assert "script: there is no queue lounge" in found(replace(script(), queue="lounge"))


def test_no_value_is_looked_at_where_nobody_tells_how_it_is_said():
    checked = script(Decision("told", lambda _: (Say("confirm", {"value": 1}),), may=(Say("confirm"),)))
    assert not any("say-as" in problem for problem in found(checked))
