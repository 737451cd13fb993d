"""What holds at every question of the hotline."""

import pytest

from ivr.dialog.events import BackFromQueue, Filled, NoInput, NoMatch
from ivr.dialog.instructions import Listen
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop, repair

TWO = (repair("4729"), repair("4730"))
QUESTIONS = {
    "topic": lambda caller: caller,
    "number": lambda caller: caller.says("repair"),
    "read back": lambda caller: caller.says("repair").says("four seven two nine", unclearly=True),
    "factor": lambda caller: caller.says("repair").presses("4729#"),
    "choice": lambda caller: caller.says("repair").presses("2025550143#").presses("237518#"),
    "more": lambda caller: caller.says("repair").presses("4729#").presses("0143#"),
    "wish": lambda caller: caller.presses("0").comes_back_from_the_queue("leave"),
}


@pytest.fixture(params=QUESTIONS)
def caller(request):
    return QUESTIONS[request.param](HotlineCaller(Shop(*TWO)))


def test_zero_is_an_agent(caller):
    assert caller.presses("0").is_transferred_to("agents")


def test_an_agent_can_be_asked_for(caller):
    assert caller.says("agent").is_transferred_to("agents")


def test_star_repeats(caller):
    heard = caller.prompts
    assert caller.presses("*").prompts == heard


def test_help_explains_and_asks_again(caller):
    asked = caller.listening.field
    caller.says("help")
    assert caller.is_asked(asked)


@pytest.mark.parametrize("miss", [NoInput(), NoMatch("scream", 0.4)])
def test_three_misses_are_an_agent(caller, miss):
    caller.happens(miss).happens(miss).happens(miss)
    assert caller.is_transferred_to("agents")


def test_speech_can_be_refused(caller):
    asked = caller.listening.field
    caller.presses("9") if asked == "topic" else caller.says("keys only")
    assert caller.is_asked(asked)
    assert not caller.listening.speech


def test_an_answer_of_a_wrong_kind_breaks_nothing(caller):
    for meaning in (None, {}, [], 99, "nonsense", {"topic": 3}):
        caller.happens(Filled(meaning))
        assert caller.instructions
    assert caller.happens(BackFromQueue("leave")).is_asked("wish")


def test_every_question_can_be_answered_in_peace(caller):
    caller.says("slower")
    assert isinstance(caller.ending, Listen)
    assert caller.listening.timeout >= 8


def test_an_unclear_no_does_not_end_the_call():
    caller = HotlineCaller().says("repair").presses("4729#").presses("0143#").says("no thanks", unclearly=True)
    assert caller.hears("confirm_goodbye")
    assert caller.says("yes").is_hung_up()
