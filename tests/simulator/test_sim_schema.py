"""Every element and attribute the SDK can write is known here, so nobody gets a warning for what Twilio takes."""

import inspect

import pytest
from twilio.twiml import voice_response as sdk

from ivr.simulator.twiml.parse import parse
from ivr.simulator.twiml.schema import ELEMENTS

FAMILIES = {
    sdk.VoiceResponse: ELEMENTS,
    sdk.Dial: ELEMENTS,
    sdk.Gather: ELEMENTS,
    sdk.Start: ELEMENTS,
    sdk.Stop: ELEMENTS,
    sdk.Connect: ELEMENTS,
}
PLUMBING = ("append", "nest", "to_xml", "add_child", "add_text", "comment", "comment_before", "comment_after")
NOT_ATTRIBUTES = {"self", "kwargs", "message", "name", "identity", "number", "queue_name", "sip_url", "url", "body"}


def camel(name: str) -> str:
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def methods():
    for family in FAMILIES:
        for name, method in inspect.getmembers(family, inspect.isfunction):
            element = camel(name)[0].upper() + camel(name)[1:]
            if element in ELEMENTS and not ELEMENTS[element].open:
                yield pytest.param(element, method, id=f"{family.__name__}.{name}")


@pytest.mark.parametrize(("element", "method"), list(methods()))
def test_the_sdks_attributes_are_known(element, method):
    names = {name for name in inspect.signature(method).parameters if name not in NOT_ATTRIBUTES}
    assert {camel(name) for name in names} <= set(ELEMENTS[element].attributes)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_the_sdks_elements_are_known(family):
    made = set()
    for name, method in inspect.getmembers(family, inspect.isfunction):
        if name not in (
            "append",
            "nest",
            "to_xml",
            "add_child",
            "add_text",
            "comment",
            "comment_before",
            "comment_after",
        ):
            source = inspect.getsource(method)
            made |= {name} if "self.nest(" in source or "self.append(" in source else set()
    known = {element.lower() for element in ELEMENTS}
    assert {name.replace("_", "") for name in made} - known == set()


def test_a_document_of_the_sdk_is_read_without_complaint():
    response = sdk.VoiceResponse()
    response.say("Hello", voice="Polly.Joanna", language="en-US", loop=1)
    gather = response.gather(input="dtmf speech", num_digits=1, action="/x", hints="one, two", speech_timeout="auto")
    gather.play("/a.wav", loop=2)
    dial = response.dial(record="record-from-answer-dual", time_limit=60, caller_id="+12025550100")
    dial.number("+12025550111", send_digits="wwww1", status_callback_event="initiated ringing")
    say = response.say("")
    say.prosody("slowly", rate="slow")
    assert parse(str(response).encode()).complaints == ()
