"""<Gather>, as Twilio's manual has it.

| attribute | values | default |
|---|---|---|
| input | dtmf, speech, `dtmf speech` (first detected wins) | dtmf |
| action / method | URL / GET, POST | current document / POST |
| numDigits | 1 or more | unlimited |
| finishOnKey | one of 0-9 # * or '' | # |
| timeout | seconds, also between keys | 5 |
| actionOnEmptyResult | true, false | false |
| speechTimeout | seconds or auto | = timeout |
| partialResultCallback / ...Method | URL / GET, POST | none / POST |
| bargeIn | true, false | true |
"""

import pytest
from sim_helpers import codes

MENU = '<Gather action="/keys" {}><Say>Press a key now.</Say></Gather><Say>Nothing came.</Say>'
KEYS = {"/keys": lambda form: f"<Say>You pressed {form['Digits'] or 'nothing'}.</Say>"}


def menu(attributes: str = "") -> dict:
    return {"/voice": MENU.format(attributes), **KEYS}


def test_keys_go_to_the_action_without_the_finish_key(telephone):
    run = telephone.call(menu(), '[{hear: press a key}, {press: "123#"}, {hear: you pressed 123}]')
    assert run.result.ok
    assert telephone.pages.form("/keys")["Digits"] == "123"


def test_num_digits_ends_it_without_a_finish_key(telephone):
    run = telephone.call(menu('numDigits="2"'), '[{hear: press a key}, {press: "45"}, {hear: pressed 45}]')
    assert run.result.ok


def test_a_pause_of_timeout_seconds_between_keys_submits_them(telephone):
    run = telephone.call(menu('timeout="2"'), '[{hear: key now}, {press: "7"}, {hear: pressed 7}]')
    key, action = run.named("key")[0], run.named("webhook")[1]
    assert action.at - key.at == pytest.approx(2.0, abs=0.1)


def test_the_timer_starts_when_the_prompt_ends(telephone):
    run = telephone.call(menu('timeout="3"'), "- hear: nothing came")
    prompt, after = run.named("prompt")
    assert after.at - (prompt.at + prompt.details["seconds"]) == pytest.approx(3.0, abs=0.05)


def test_without_keys_the_next_verb_follows_and_the_action_is_not_asked(telephone):
    assert telephone.call(menu(), "- hear: nothing came").result.ok
    assert telephone.pages.paths() == ["/voice"]


def test_the_finish_key_alone_falls_through(telephone):
    assert telephone.call(menu(), '[{hear: key now}, {press: "#"}, {hear: nothing came}]').result.ok


def test_action_on_empty_result_asks_the_action_anyway(telephone):
    run = telephone.call(menu('actionOnEmptyResult="true"'), "- hear: you pressed nothing")
    assert run.result.ok


def test_the_first_key_stops_the_prompt(telephone):
    steps = '[{hear: press}, {press: "1#", barge_in: true}, {hear: you pressed 1}]'
    run = telephone.call(menu(), steps)
    assert run.result.ok
    assert "now" not in run.result.heard


def test_an_empty_finish_key_makes_hash_a_digit(telephone):
    run = telephone.call(menu('finishOnKey="" timeout="1"'), '[{hear: key now}, {press: "1#"}, {hear: pressed}]')
    assert run.result.ok
    assert telephone.pages.form("/keys")["Digits"] == "1#"


def test_speech_goes_to_the_action_as_words(telephone):
    documents = {
        "/voice": '<Gather input="speech dtmf" action="/said" speechTimeout="auto"><Say>Tell me.</Say></Gather>',
        "/said": lambda form: f"<Say>You said {form['SpeechResult']}.</Say>",
    }
    run = telephone.call(documents, "[{hear: tell me}, {say: where is my repair}, {hear: you said where is my repair}]")
    assert run.result.ok


ASK = {
    "/voice": '<Gather input="{}" action="/said" {}><Say>Tell me all about it now.</Say></Gather><Say>Nothing.</Say>',
    "/said": lambda form: f"<Say>Words {form.get('SpeechResult')}, keys {form.get('Digits')}.</Say>",
    "/partial": "",
}


def ask(kinds, attributes=""):
    return {**ASK, "/voice": ASK["/voice"].format(kinds, attributes)}


@pytest.mark.parametrize(
    ("steps", "heard"),
    [("{say: red}, {hear: words red}", "keys None"), ("{press: '7#'}, {hear: keys 7}", "Words None")],
)
def test_of_speech_and_keys_the_first_wins(telephone, steps, heard):
    run = telephone.call(ask("dtmf speech"), f"[{{hear: tell me}}, {steps}]")
    assert run.result.ok, run.result.problems
    assert heard in run.result.heard


def test_keys_are_not_heard_where_only_speech_is(telephone):
    assert telephone.call(ask("speech"), "[{hear: about it now}, {press: '7#'}, {hear: nothing}]").result.ok


@pytest.mark.parametrize(("attributes", "silence"), [('speechTimeout="3"', 3), ('speechTimeout="auto"', 1), ("", 5)])
def test_speech_ends_after_a_silence(telephone, attributes, silence):
    run = telephone.call(ask("speech", attributes), "[{hear: about it now}, {say: red}, {hear: words}]")
    spoken, asked = run.named("utterance")[0], run.named("webhook")[1]
    assert asked.at - spoken.at - spoken.details["seconds"] == pytest.approx(silence, abs=0.1)


def test_what_is_said_before_that_silence_belongs_to_it(telephone):
    steps = "[{hear: about it now}, {say: red}, {silence: 2}, {say: and green}, {hear: words red and green}]"
    assert telephone.call(ask("speech", 'speechTimeout="3"'), steps).result.ok


@pytest.mark.parametrize(("flag", "cut"), [("true", True), ("false", False)])
def test_speech_stops_the_prompt_unless_told_not_to(telephone, flag, cut):
    steps = "[{hear: tell}, {say: red, barge_in: true}, {hear: words red}]"
    run = telephone.call(ask("speech", f'bargeIn="{flag}"'), steps)
    assert ("about it now" not in run.result.heard) is cut


def test_partial_results_are_told_while_the_caller_speaks(telephone):
    back = 'partialResultCallback="/partial" partialResultCallbackMethod="GET"'
    steps = "[{hear: about it now}, {say: where on earth is my old red telephone}, {hear: words where}]"
    telephone.call(ask("speech", back), steps)
    partial = [(method, form) for method, path, form in telephone.pages.requests if path == "/partial"]
    assert {method for method, _ in partial} == {"GET"}
    assert [form["SequenceNumber"] for _, form in partial] == ["0", "1", "2"]
    assert "where on earth is".startswith(partial[0][1]["UnstableSpeechResult"])
    assert partial[-1][1]["StableSpeechResult"] == "where on earth is my old red telephone"


def test_without_an_action_the_current_document_is_asked_again(telephone):
    again = lambda form: f"<Say>Got {form['Digits']}</Say>" if "Digits" in form else "<Gather><Say>Key</Say></Gather>"  # noqa: E731
    assert telephone.call({"/voice": again}, '[{hear: key}, {press: "9#"}, {hear: got 9}]').result.ok


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('timeout="soon"', 13313),
        ('numDigits="0"', 13314),
        ('finishOnKey="ab"', 13310),
        ('method="PUT"', 13312),
        ('colour="red"', 12200),
    ],
)
def test_a_wrong_attribute_is_a_warning_and_the_call_goes_on(telephone, attribute, code):
    run = telephone.call(menu(attribute), '[{hear: key now}, {press: "5#"}, {hear: pressed 5}]')
    assert run.result.ok
    assert codes(run) == [code]


def test_start_inside_gather_is_a_schema_warning(telephone):
    run = telephone.call(
        {"/voice": '<Gather><Start><Stream url="wss://x.example"/></Start><Say>Hi</Say></Gather>'}, "- hear: hi"
    )
    assert codes(run) == [12200]
