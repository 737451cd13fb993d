"""One call by voice for each topic, clean and in a street: what Vosk hears goes through the real dialog and sources."""

from dataclasses import replace

import pytest

from ivr.outbox import Refused
from ivr.services import SERVICES, TOPICS, Context, open_sources
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop
from tests.intents.conftest import understood  # noqa: F401  (fixture)
from tests.line import CALLER, Clock, line_settings
from tests.services.test_spoken_help_and_faults import CLEAN, STREET, hotline, speaks  # noqa: F401  (fixtures)
from tests.services.test_whole_calls_by_keys import database  # noqa: F401  (fixture)
from tests.speech.conftest import model, run, say  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.speech, pytest.mark.soak]
IMEI = "four nine oh one five four two oh three two three seven five one eight"
ORDER, ENDING = "four seven two nine one six", "oh one four three"
CALLS = {
    "repair": (("where is my repair", ORDER, ENDING), "at_centre"),
    "quote": (("approve my quote", "four seven three oh eight eight", ENDING), "quote_is"),
    "cancel_repair": (("cancel my repair", ORDER, ENDING), "cannot_cancel"),
    "warranty": (("is my phone under warranty", IMEI, "france"), "country_not_covered"),
    "centre": (("where is the nearest service center", "boston"), "centre_address"),
    "appointment": (("i want to change my appointment", "one one one one one one one one"), "appointment_is"),
    "course": (("are there any courses for seniors", "boston"), "choose_course"),
    "send_in": (("send in my phone", IMEI, "pick it up please"), "choose_pick_up_day"),
    "screen": (("i need a new screen", "aurora five"), "ask_part"),
    "return": (("i want to return my phone", "november fifteenth"), "bought_on"),
    "fault": (("my phone does not charge any more", "i don't know", "i don't know"), "first_step"),
    "help": (("how do i make the letters bigger",), "help_answer"),
    "order": (("i need the invoice of my online order",), "door_order"),
    "account": (("i forgot the password of my account",), "door_account"),
    "lost": (("my phone was stolen yesterday",), "door_lost"),
    "wrong_brand": (("my television from another company is broken",), "door_wrong_brand"),
    "really_you": (("i got a message is it really from you",), "door_really_you"),
    "complaint": (("i want to make a complaint",), "ask_feedback"),
    "my_data": (("what do you know about me",), "data_kept"),
}
"""For each topic what is said, and a prompt that is heard at the end."""


class Counter(Shop):
    """Answers from the tables of the demo, and does what is commanded there."""

    def __init__(self, database):  # noqa: F811
        super().__init__()
        context = Context(line_settings(), database, Clock(), answer_after=0.0)
        opened = open_sources(context)
        self.sources = {name: lambda using, ask=ask: ask(using, "CA1").value for name, ask in opened.items()}
        self.doing = {name: opening(context) for each in SERVICES for name, opening in each.commands.items()}

    def do(self, command):
        try:
            return "done", self.doing[command.kind](command.payload, "CA1:1:done")
        except Refused as refused:
            return "refused", {"reason": refused.reason}


def test_each_topic_is_spoken():
    assert CALLS.keys() == {topic.name for topic in TOPICS if topic.form != "agent"}


@pytest.mark.parametrize("decibels", [CLEAN, STREET])
@pytest.mark.parametrize("topic", CALLS)
def test_a_call_by_voice(database, speaks, topic, decibels):  # noqa: F811
    sentences, told = CALLS[topic]
    caller = HotlineCaller(Counter(database), CALLER)
    region = {"country": "US", "currency": "USD", "open": True, "sms": True, "unserved": [], "doors": {}}
    caller.state = replace(caller.state, slots={**caller.state.slots, "region": region})
    for words in sentences:
        speaks(caller, words, decibels=decibels)
        if "ight?" in caller.heard:  # a doubtful answer is read back
            caller.says("yes")
    assert told in caller.prompts, "\n".join(caller.transcript)
