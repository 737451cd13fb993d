"""What is stored is read by older and newer code alike: unknown fields are ignored, missing ones get their defaults."""

import json
from dataclasses import dataclass, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr import codec
from ivr.calls import Transcription
from ivr.calls.copies import Copies
from ivr.codec import Unreadable
from ivr.dialog.state import CallState
from ivr.telephony import wire
from ivr.telephony.token import Tokens
from ivr.turn import Reply
from ivr.turn.ending import from_json
from tests.codec.recording import TICKETS
from tests.codec.stored import CALLS, NEWEST, STORED, objects, with_unknown_field_at
from tests.line import Clock

STEPS = [(name, at) for name, steps in CALLS.items() for at in range(len(steps))]
KINDS = {"state": CallState, "reply": Reply}


def step(name, at):
    return CALLS[name][at]


@pytest.mark.parametrize(("name", "at"), STEPS)
@pytest.mark.parametrize("what", KINDS)
def test_what_older_code_stored_is_read_whole(name, at, what):
    data = step(name, at)[what]
    read = KINDS[what].from_json(data)
    written = read.to_json()
    assert {part for part in data if part not in written} == set()
    assert KINDS[what].from_json(written) == read


@pytest.mark.parametrize(("name", "at"), STEPS)
@pytest.mark.parametrize("what", KINDS)
def test_an_unknown_field_in_any_object_changes_nothing(name, at, what):
    data = step(name, at)[what]
    known = KINDS[what].from_json(data)
    for path in objects(data):
        assert KINDS[what].from_json(with_unknown_field_at(data, path)) == known


def test_objects_at_every_depth_are_tried():
    tried = {path for steps in CALLS.values() for each in steps for what in KINDS for path in objects(each[what])}
    assert {(), ("listen",), ("listen", "keys"), ("transport",), ("heard", "number")} <= tried


@pytest.mark.parametrize("name", [part.name for part in fields(CallState)])
def test_a_missing_field_of_a_state_gets_its_default(name):
    data = CallState(form="repair").to_json()
    del data[name]
    if name == "form":
        with pytest.raises(Exception, match="not the JSON of a call state"):
            CallState.from_json(data)
    else:
        assert CallState.from_json(data) == CallState(form="repair")


@pytest.mark.parametrize(
    "missing", [("listen", "keys", "max_digits"), ("listen", "typed"), ("transport", "losses"), ("since",)]
)
def test_a_missing_field_at_any_depth_gets_its_default(missing):
    data = Reply.from_json(step("version_0: repair_by_keys", 1)["reply"]).to_json()
    at = data
    for name in missing[:-1]:
        at = at[name]
    del at[missing[-1]]
    assert Reply.from_json(data).turn == data["turn"]


@pytest.mark.parametrize("data", [None, 7, [], "", {"turn": "two"}, {"turn": 1, "twiml": "", "at": "yesterday"}])
def test_what_is_no_reply_is_unreadable(data):
    with pytest.raises(Unreadable):
        Reply.from_json(data)


def test_the_version_is_written_and_what_had_none_is_0():
    assert codec.version_of(CallState(form="x").to_json()) == codec.VERSION
    assert codec.version_of(step("version_0: repair_by_keys", 0)["state"]) == 0


def test_no_words_of_the_data_are_in_the_error():
    with pytest.raises(Unreadable) as error:
        codec.load(Reply, {"turn": "+12025550143", "twiml": "", "at": ""})
    assert "0143" not in str(error.value)


@dataclass(frozen=True)
class Sample:
    words: tuple[str, ...] = ()
    share: float = 0.0
    found: bool | None = None


@given(st.builds(Sample))
def test_all_that_is_written_is_read(sample):
    assert codec.load(Sample, codec.dump(sample)) == sample


@pytest.mark.parametrize("stored", STORED.values(), ids=STORED)
def test_what_an_older_gateway_says_is_understood(stored):
    said = json.loads(stored["wire"])
    for told in (said, *(with_unknown_field_at(said, path) for path in objects(said))):
        utterance = wire.load(json.dumps(told).encode())
        assert (utterance.id, utterance.recognition.interpretation["topic"]) == (7, "repair")
        assert utterance.recognition.words[1].text == "is"


@pytest.mark.parametrize("version", STORED)
@pytest.mark.parametrize("name", TICKETS)
def test_a_token_of_older_code_lets_in(name, version):
    if token := STORED[version]["tokens"].get(name):
        assert Tokens(type(TICKETS[name]), "secret", Clock()).read(token) == TICKETS[name]


def test_facts_of_older_code_are_read_from_the_journal():
    left, ended = (from_json(with_unknown_field_at(fact, ())) for fact in NEWEST["facts"])
    assert (left.seconds, left.result, ended.status) == (12, "hangup", "completed")


@pytest.mark.parametrize(
    ("kind", "stored"), [(Transcription, {"utterance": 3}), (Copies, {"recordings": ["RE1"], "calls": ["CA1"]})]
)
def test_commands_beside_calls_may_have_unknown_fields(kind, stored):
    told = codec.load(kind, {**stored, "later": {"than": "this"}})
    assert json.loads(json.dumps(codec.dump(told))).items() >= stored.items()
