"""Whole calls while something breaks: what the caller hears, and that the record is complete."""

import pytest

from ivr.lookup.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.hotline.person import When
from tests.hotline.test_calls import FACTOR, MORE, NUMBER, WISH, inputs, spelled

pytestmark = pytest.mark.speech

SAYS_WISH = When(f"{WISH}|say repair", says="where is my repair")
TYPES_NUMBER = When(NUMBER, presses=CUSTOMER_ORDER + "#", at_once=True)
SAYS_FACTOR = When(f"{FACTOR}|only four digits", says=spelled(CUSTOMER_PHONE[-4:]))
YES = When("that right|you like", says="yes")
ENDS = When(MORE, presses="2", at_once=True)


@pytest.fixture(scope="module")
def web_dies(open_house):
    """The web process is killed with -9 while the caller listens to a question, and started again."""
    house = open_house()
    number = When(NUMBER, first=lambda: (house.kill("web"), house.start("web")), presses=CUSTOMER_ORDER + "#")
    return house, house.call(SAYS_WISH, number, SAYS_FACTOR, YES, ENDS)


@pytest.fixture(scope="module")
def gateway_dies(open_house):
    """The media gateway is killed with -9 in the middle of a word, and started again."""
    house = open_house()
    wish = When(
        f"{WISH}|say repair", says="where is my repair", meanwhile=lambda: (house.kill("media"), house.start("media"))
    )
    return house, house.call(wish, TYPES_NUMBER, SAYS_FACTOR, YES, ENDS)


@pytest.fixture(scope="module")
def no_rest(open_house):
    """Twilio's REST API can't be reached, so nothing can be pushed into the call."""
    house = open_house(IVR_TWILIO_API_URL="http://127.0.0.1:9")
    return house, house.call(SAYS_WISH, TYPES_NUMBER, SAYS_FACTOR, YES, ENDS)


@pytest.fixture(scope="module")
def no_streams(open_house):
    """No WebSocket gets through: speech goes by recordings."""
    house = open_house(streams=False)
    wish = When("after the tone", first=None, says="where is my repair")
    return house, house.call(wish, TYPES_NUMBER, SAYS_FACTOR, YES, ENDS)


@pytest.fixture(scope="module", params=["web_dies", "gateway_dies", "no_rest", "no_streams"])
def broken(request, web_dies, gateway_dies, no_rest, no_streams):
    """Each broken hotline, with what its caller heard; all calls go on at the same time."""
    houses = {"web_dies": web_dies, "gateway_dies": gateway_dies, "no_rest": no_rest, "no_streams": no_streams}
    house, call = houses[request.param]
    return request.param, house, call.result(120)


def test_the_caller_gets_the_answer_all_the_same(broken):
    _, _, outcome = broken
    assert "has been in repair since" in outcome.heard
    assert "Goodbye" in outcome.heard


def test_nobody_hears_an_error_or_more_than_one_question_twice(broken):
    _, _, outcome = broken
    assert "application error" not in outcome.heard
    assert outcome.heard.count("few words") <= 2


def test_the_record_is_complete(broken):
    _, house, outcome = broken
    call, turns = house.record(outcome)
    assert call.status == "completed"
    assert [turn.number for turn in turns] == list(range(len(turns)))
    assert (inputs(turns)[0], inputs(turns)[-1]) == ("start", "hangup")
    assert "speech" in inputs(turns)


def test_a_gateway_that_died_is_replaced_by_a_new_stream(gateway_dies):
    house, call = gateway_dies
    record, turns = house.record(call.result(120))
    assert record.stream_name == "asr-2"
    assert any("started again" in turn.branch for turn in turns)


def test_recordings_take_the_place_of_streams(no_streams):
    house, call = no_streams
    _, turns = house.record(call.result(120))
    assert any("recording" in turn.branch for turn in turns)
    assert any(event.name == "recording" for event in house.twilio.events)
