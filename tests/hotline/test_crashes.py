"""Whole calls while something breaks: what the caller hears, and that the record is complete."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.hotline.person import When
from tests.hotline.test_whole_calls import FACTOR, NUMBER, WISH, inputs, spelled

pytestmark = [pytest.mark.speech, pytest.mark.soak]  # four hotlines at once, for over a minute

ASKED_WISH, ASKED_FACTOR = f"({WISH}|say repair)", f"({FACTOR}|whole phone number)"
WISH_SPOKEN, FACTOR_SPOKEN = "where is my repair", spelled(CUSTOMER_PHONE[2:])
NO_TONE = r"(?!.*after the tone)"
SAYS_WISH, SAYS_FACTOR = When(ASKED_WISH, says=WISH_SPOKEN), When(ASKED_FACTOR + NO_TONE, says=FACTOR_SPOKEN)
TYPES_NUMBER = When(NUMBER, presses=CUSTOMER_ORDER + "#", at_once=True)
YES = When(r"right\?|you like", says="yes")
ENDS = When("has been in repair since", hangs_up=True, at_once=True)
AFTER_THE_TONE = (
    When(ASKED_WISH + r".*\[beep\]", says=WISH_SPOKEN),
    When(ASKED_FACTOR + r".*\[beep\]", says=FACTOR_SPOKEN),
    When(r"(right\?|you like).*\[beep\]", says="yes"),
    When(r"\[beep\]", says=WISH_SPOKEN),
)


def web_dies(hotline):
    """The web process is killed with -9 while the caller listens to a question, and started again."""
    number = When(NUMBER, first=lambda: (hotline.kill("web"), hotline.start("web")), presses=CUSTOMER_ORDER + "#")
    return SAYS_WISH, number, SAYS_FACTOR, YES, ENDS


def gateway_dies(hotline):
    """The media gateway is killed with -9 in the middle of a word, and started again."""
    wish = When(
        ASKED_WISH + NO_TONE, says=WISH_SPOKEN, meanwhile=lambda: (hotline.kill("media"), hotline.start("media"))
    )
    yes = When(r"right\?" + NO_TONE, says="yes")
    return wish, TYPES_NUMBER, SAYS_FACTOR, yes, ENDS, *AFTER_THE_TONE


def no_rest(hotline):
    """Twilio's REST API can't be reached, so nothing can be pushed into the call."""
    return SAYS_WISH, TYPES_NUMBER, SAYS_FACTOR, YES, ENDS


def no_streams(hotline):
    """No WebSocket gets through: speech goes by recordings."""
    return *AFTER_THE_TONE, TYPES_NUMBER, ENDS


BREAKAGES = {
    web_dies: {},
    gateway_dies: {},
    no_rest: {"IVR_TWILIO_API_URL": "http://127.0.0.1:9"},
    no_streams: {"streams": False},
}


@pytest.fixture(scope="module")
def calls_of(open_hotline):
    """Every broken hotline with its call; all go on at the same time."""
    with ThreadPoolExecutor(len(BREAKAGES)) as builders:
        hotlines = list(builders.map(lambda settings: open_hotline(**settings), BREAKAGES.values()))
    return {
        breakage: (hotline, hotline.call(*breakage(hotline)))
        for breakage, hotline in zip(BREAKAGES, hotlines, strict=True)
    }


@pytest.fixture(params=BREAKAGES, ids=lambda breakage: breakage.__name__)
def broken(request, calls_of):
    """A broken hotline, and what its caller heard."""
    hotline, call = calls_of[request.param]
    return hotline, call.result(150)


def test_the_caller_gets_the_answer_all_the_same(broken):
    _, outcome = broken
    assert "has been in repair since" in outcome.heard


def test_nobody_hears_an_error_or_more_than_one_question_twice(broken):
    _, outcome = broken
    assert "application error" not in outcome.heard
    assert outcome.heard.count("hat is it about") <= 2


def test_the_record_is_complete(broken):
    hotline, outcome = broken
    call, turns = hotline.record(outcome)
    assert call.status == "completed"
    assert [turn.number for turn in turns] == list(range(len(turns)))
    assert (inputs(turns)[0], inputs(turns)[-1]) == ("start", "hangup")
    assert "speech" in inputs(turns)


def test_a_gateway_that_died_is_replaced_by_a_new_stream(calls_of):
    hotline, call = calls_of[gateway_dies]
    record, turns = hotline.record(call.result(150))
    assert record.stream_name == "asr-2"
    assert any("asked again" in turn.branch for turn in turns)


def test_recordings_take_the_place_of_streams(calls_of):
    hotline, call = calls_of[no_streams]
    _, turns = hotline.record(call.result(150))
    assert any("recording" in turn.branch for turn in turns)
    assert any(event.name == "recording" for event in hotline.twilio.events)
