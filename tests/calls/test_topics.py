"""What a call was about is found by, however the caller said it."""

import pytest

from ivr import calls
from ivr.calls import CallFilter, NewCall, TurnRecord
from ivr.languages import LANGUAGES
from ivr.redaction import Redactors

REDACTORS = Redactors(LANGUAGES.values())


@pytest.mark.parametrize(
    ("field", "meaning", "topic"),
    [
        ("topic", {"topic": "fault"}, "fault"),
        ("topic", {"topic": ["repair", "centre"]}, "repair"),
        ("topic", "repair", "repair"),
        ("topic", "repeat", ""),
        ("model", "repair", ""),
        ("topic", {"topic": []}, ""),
    ],
)
def test_the_topic_of_a_call_is_its_first_wish(sqlite_database, now, field, meaning, topic):
    with sqlite_database.writing() as session:
        calls.begin(session, NewCall("CA1", "inbound", "+12025550143", "+12025550100", "en", now))
        wish = TurnRecord(now, "keys", form="main_menu", field=field, meaning=meaning)
        calls.save_turn(session, "CA1", 0, state={}, reply={}, record=wish)
        calls.end(session, "CA1", "completed", now)
        assert calls.index_calls(session, REDACTORS, {"repair": "repair"})
        assert [call.topic for call in calls.list_calls(session, CallFilter()).calls] == [topic]
