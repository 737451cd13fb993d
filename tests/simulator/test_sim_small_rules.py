"""Rules that apps of others met.

| case | right |
|---|---|
| <Dial> with several Numbers, one answers | the others end at once, also one that answers in the same moment |
| waitUrl absent in TwiML by REST | Twilio's own music: no warning 15004 |
| a query in a <Stream> URL | dropped, with a warning; Parameters arrive |
| REST by an API key (SK...) | its secret signs in, as the auth token does |
| a scenario's first step is `press` | waits for the answer |
| `/words/i` | the flags i and s say what holds anyway, m and x are Python's; another flag is refused |
| `~80% words` | that share of the words, in order and close together |
"""

import asyncio
from textwrap import dedent

import pytest
from sim_helpers import codes
from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from ivr.simulator.phone.matching import found
from ivr.simulator.phone.scenario_file import BadScenario, read

BOTH = "<Dial><Number>+12025550111</Number><Number>+12025550112</Number></Dial>"
ENDED = ("completed", "no-answer")


def ends(run):
    legs = [event for event in run.named("call") if event.details["direction"] == "outbound-dial"]
    return {event.details["to"]: event for event in legs if event.details["status"] in ENDED}


def test_the_leg_that_lost_stops_ringing_when_the_other_answers(telephone):
    agents = """
    agents: [{number: '+12025550111', answer_after: 2, steps: [{say: hello}, {silence: 20}, hangup]},
             {number: '+12025550112', no_answer: true}]
    """
    run = telephone.call({"/voice": BOTH}, "- hear: hello", rest=agents)
    lost = ends(run)["+12025550112"]
    assert lost.details["status"] == "no-answer"
    assert lost.at == pytest.approx(2, abs=0.2)


def test_of_two_that_answer_at_once_one_is_hung_up(telephone):
    agents = """
    agents: [{number: '+12025550111', answer_after: 2, steps: [{silence: 9}, hangup]},
             {number: '+12025550112', answer_after: 2, steps: [{silence: 9}, hangup]}]
    """
    run = telephone.call({"/voice": BOTH}, "[]", rest=dedent(agents) + "stay: 20")
    times = sorted(event.at for event in ends(run).values())
    assert times[0] == pytest.approx(2, abs=0.2)
    assert times[1] > 10


@pytest.mark.parametrize("twiml", ["<Enqueue>support</Enqueue>", "<Dial><Conference>meeting</Conference></Dial>"])
def test_an_absent_wait_url_in_pushed_twiml_is_music(telephone, twiml):
    def ready(simulation):
        client = Client("AC" + "f" * 32, "12345", http_client=simulation.client)

        async def push():
            await asyncio.sleep(2)
            client.calls(client.calls.list()[0].sid).update(twiml=f"<Response>{twiml}</Response>")

        simulation.exchange.spawn(push())

    run = telephone.call({"/voice": '<Pause length="9"/>'}, "[{silence: 6}, hangup]", ready=ready)
    assert codes(run) == []
    assert run.named("queue") or run.named("conference")


def test_a_query_in_a_stream_url_is_dropped(telephone):
    stream = '<Start><Stream url="wss://app.example/ws?token=a#b"><Parameter name="token" value="a"/></Stream></Start>'
    run = telephone.call({"/voice": f"{stream}<Say>hello</Say>"}, "- hear: hello")
    (warning,) = run.named("notification")
    assert (warning.details["code"], warning.details["level"]) == (11100, "warning")
    assert warning.details["url"] == "wss://app.example/ws"
    assert [event.details["state"] for event in run.named("stream")] == ["started", "stopped"]


def test_an_api_key_signs_in_by_its_secret(telephone):
    fetched = []

    def ready(simulation):
        simulation.account.api_keys["SK" + "1" * 32] = "secret"
        keys = {"account_sid": "AC" + "f" * 32, "http_client": simulation.client}
        fetched.append(Client("SK" + "1" * 32, "secret", **keys).calls.list())
        for user, secret in (("SK" + "1" * 32, "wrong"), ("SK" + "2" * 32, "secret"), ("SK" + "1" * 32, "12345")):
            with pytest.raises(TwilioException, match="Authenticate"):
                Client(user, secret, **keys).calls.list()

    telephone.call({"/voice": "<Pause/>"}, ready=ready)
    assert fetched == [[]]


def test_a_key_as_first_step_waits_for_the_answer(telephone):
    document = '<Gather numDigits="1" action="/key" timeout="5"><Pause length="2"/></Gather>'
    key = {"/key": lambda form: f"<Say>you pressed {form['Digits']}</Say>"}
    run = telephone.call({"/voice": document, **key}, "[{press: '1'}, {hear: pressed 1}]", latency=1.0)
    assert run.result.ok, run.result.problems


def test_a_pattern_may_have_the_flags_that_hold_anyway(tmp_path):
    assert found("/press (ONE|two)/i", "Press one.") == 9
    assert found("/a/b", "a file /a/b") == 11
    with pytest.raises(BadScenario, match="no flag u here"):
        read({"steps": [{"hear": "/press one/u"}]}, tmp_path)
    assert found("/^two $ # the second line/mx", "one\ntwo\nthree") == 7
    with pytest.raises(BadScenario, match="unterminated"):
        read({"steps": ["hangup"], "expect": {"said": "/(/"}}, tmp_path)


RECOGNISED = "thank you for call in the garden shop how may I help you today"


@pytest.mark.parametrize(
    ("pattern", "place"),
    [
        ("~80% thank you for calling the garden shop", "shop"),  # 6 of 7: a recogniser wrote "call in"
        ("~90% thank you for calling the garden shop", None),
        ("~100% How may I help?", "help"),
        ("~60% shop garden the for you thank", None),  # the words are there, in another order
        ("~70% thank you today", None),  # they are there, but far apart
    ],
)
def test_a_soft_pattern_wants_a_share_of_the_words_in_order(pattern, place):
    assert found(pattern, RECOGNISED) == (RECOGNISED.index(place) + len(place) if place else None)


@pytest.mark.parametrize("pattern", ["~0% hello", "~120% hello", "~50% ..."])
def test_an_impossible_share_is_refused_before_the_call(pattern, tmp_path):
    with pytest.raises(BadScenario, match="a share from 1% to 100%"):
        read({"steps": [{"hear": pattern}]}, tmp_path)
    with pytest.raises(BadScenario, match="a share from 1% to 100%"):
        read({"steps": ["hangup"], "expect": {"said": pattern}}, tmp_path)
