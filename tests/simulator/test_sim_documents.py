"""Every kind of document in Twilio's manual is taken without a warning, and what can't be simulated is said so."""

import pytest
from sim_helpers import codes
from twiml_examples import EXAMPLES

from ivr.simulator.twiml.parse import parse
from ivr.simulator.twiml.schema import ELEMENTS, VERBS

ALL = [pytest.param(text, id=f"{kind}-{n}") for kind, texts in EXAMPLES.items() for n, text in enumerate(texts, 1)]
NO_SUCH_SOUND, NO_SUCH_QUEUE = {11200, 11210}, {14212}
PATHS = (
    "next",
    "keys",
    "said",
    "done",
    "sent",
    "left",
    "referred",
    "paid",
    "over",
    "screen",
    "wait",
    "amd",
    "leg",
    "r",
)
PATHS += ("events", "e", "r", "s", "text", "partial", "status", "whisper", "t")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@pytest.mark.parametrize("text", ALL)
def test_an_example_is_read_without_a_complaint(text):
    assert parse(f"{HEAD}<Response>{text}</Response>".encode()).complaints == ()


@pytest.mark.parametrize("text", ALL)
def test_an_example_runs_without_an_error_or_a_warning(telephone, text):
    pages = {f"/{path}": "<Hangup/>" for path in PATHS}
    run = telephone.call({"/voice": text, **pages}, "[{silence: 8}, hangup]", rest="agents: [{}]")
    assert not run.named("fault")
    assert not run.failures
    assert set(codes(run)) <= NO_SUCH_SOUND | NO_SUCH_QUEUE, run.named("notification")


def test_every_verb_and_noun_has_an_example():
    written = "".join(text for texts in EXAMPLES.values() for text in texts)
    unused = {"Body", "Message", "ReferSip", "Autopilot", "AiSession", "Assistant", "ConversationRelaySession"}
    assert {name for name in ELEMENTS if f"<{name}" not in written} == unused
    assert set(VERBS) - set(EXAMPLES) <= {"Message", "Prompt"}


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ('<Refer action="/told"><Sip>sip:joe@sip.example</Sip></Refer>', {"ReferSipResponseCode": "405"}),
        ('<Pay action="/told"/>', {"Result": "payment-connector-error"}),
        ('<Connect action="/told"><VirtualAgent connectorName="x"/></Connect>', {"SessionStatus": "failed"}),
    ],
)
def test_a_verb_that_needs_a_service_is_refused_politely(telephone, verb, told):
    run = telephone.call({"/voice": verb, "/told": "<Say>Another way, then.</Say>"}, "- hear: another way")
    assert run.result.ok, run.result.problems
    assert told.items() <= telephone.pages.form("/told").items()
    assert (len(run.named("skipped")), codes(run)) == (1, [])


@pytest.mark.parametrize("verb", ["<Pay/>", "<Refer/>", "<Start><Siprec/></Start>"])
def test_without_an_action_the_next_verb_follows(telephone, verb):
    run = telephone.call({"/voice": f"{verb}<Say>Next verb.</Say>"}, "- hear: next verb")
    assert run.result.ok
    assert len(run.named("skipped")) == 1


def test_echo_lets_the_caller_hear_themselves(telephone):
    run = telephone.call(
        {"/voice": "<Echo/>"}, "[{silence: 1}, {say: is anybody there}, {hear: is anybody there}, hangup]"
    )
    assert run.result.ok, run.result.problems
