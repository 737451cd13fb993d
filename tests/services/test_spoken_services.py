"""One call by voice for each topic, clean and in a street: what Vosk hears goes through the real dialog and sources."""

from dataclasses import replace

import pytest

from ivr.outbox import Refused
from ivr.services import SERVICES, TOPICS, Context, open_sources
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop
from tests.intents.conftest import understood, understood_in  # noqa: F401  (fixtures)
from tests.line import CALLER, Clock, line_settings
from tests.services.test_spoken_help_and_faults import CLEAN, STREET, hotline, speaks  # noqa: F401  (fixtures)
from tests.services.test_whole_calls_by_keys import database  # noqa: F401  (fixture)
from tests.services.whole_calls import calls
from tests.speech.conftest import model, run, say  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.speech, pytest.mark.soak]
CALLS = calls("SPOKEN")


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
