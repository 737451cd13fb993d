"""Scenario files: what they may say, and what a failed one tells."""

import os
from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree

import pytest

from ivr.simulator.commands import junit
from ivr.simulator.guards import Refused
from ivr.simulator.phone.order import Order, read_order, write_order
from ivr.simulator.phone.scenario_file import BadScenario, load, read

WELCOME = "<Say>Welcome. For sales, press 1. For support, press 2.</Say>"
MENU = {
    "/voice": f'<Gather action="/key" numDigits="1">{WELCOME}</Gather>',
    "/key": lambda form: f"<Say>You chose {form['Digits']}.</Say>",
}


@pytest.mark.parametrize("pattern", ["welcome", "WELCOME for sales", "press 1", "/press [0-9]/", "Welcome. For"])
def test_what_is_heard_is_found_whatever_its_case_and_punctuation(telephone, pattern):
    assert telephone.call(MENU, f"- hear: '{pattern}'").result.ok


def test_hear_waits_until_the_words_are_spoken(telephone):
    run = telephone.call(MENU, "[{hear: press 1}, {press: '1', barge_in: true}, {hear: you chose 1}]")
    assert "press 2" not in run.result.heard


def test_a_step_matches_only_what_is_heard_from_then_on(telephone):
    run = telephone.call(MENU, "[{hear: press 2}, {hear: welcome, timeout: 3}]")
    assert run.result.problems[0].startswith("step 2 (hear: welcome)")


def test_a_failure_tells_what_was_heard_instead(telephone):
    run = telephone.call(MENU, "[{hear: goodbye, timeout: 20}]")
    assert "heard instead: Welcome. For sales" in run.result.problems[0]


def test_within_judges_how_soon_the_answer_begins(telephone):
    slow = {**MENU, "/key": "<Pause length='2'/><Say>Done.</Say>"}
    steps = "[{hear: press 2}, {press: '1'}, {hear: done, within: 800ms}]"
    assert "not within 0.8 s" in telephone.call(slow, steps).result.problems[0]
    assert telephone.call({**MENU, "/key": "<Say>Done.</Say>"}, steps).result.ok


@pytest.mark.parametrize(
    ("expect", "ok"),
    [
        ("{twiml: '/numDigits/'}", True),
        ("{webhooks: [{path: /key, form: {Digits: '1'}}]}", True),
        ("{webhooks: [{path: /key, form: {Digits: '2'}}]}", False),
        ("{notifications: []}", True),
        ("{notifications: [12200]}", False),
        ("{said: [welcome, you chose 1]}", True),
        ("{status: busy}", False),
        ("{queue: sales}", False),
        ("{sms: code}", False),
    ],
)
def test_expectations(telephone, expect, ok):
    run = telephone.call(MENU, "[{hear: press 2}, {press: '1'}, {hear: you chose 1}]", rest=f"expect: {expect}")
    assert run.result.ok is ok


def test_variables_are_filled_in_also_from_outside():
    data = {"variables": {"key": "7", "who": "nobody"}, "steps": [{"press": "${key}"}, {"say": "I am ${who}"}]}
    press, say = read(data, Path(), variables={"who": "Ada"}).steps
    assert (press.keys, say.text) == ("7", "I am Ada")


def test_steps_are_included_from_another_file(tmp_path):
    (tmp_path / "greet.yaml").write_text("- hear: welcome\n- press: 007\n")
    (tmp_path / "main.yaml").write_text("steps:\n  - include: greet.yaml\n  - hangup\n")
    assert [type(step).__name__ for step in load(tmp_path / "main.yaml").steps] == ["Hear", "Press", "HangUp"]
    assert load(tmp_path / "main.yaml").steps[1].keys == "007"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"steps": [{"hear": "a", "press": "1"}]}, "exactly one"),
        ({"steps": [{"press": "x"}]}, "no keys"),
        ({"steps": [{"say": "${name}"}]}, "name"),
        ({"steps": [{"include": "gone.yaml"}]}, "gone.yaml"),
        ({"agents": [{"phone": "1"}]}, "unknown phone"),
        ({"expect": {"weather": "fine"}}, "unknown weather"),
        ({"steps": [{"hear": "/(/"}]}, "hear"),
        (["hear"], "mapping"),
        ({"steps": [{"hear": "a", "colour": "red"}]}, r"steps\[1\]: hear: unknown colour \(known: timeout, within\)"),
        ({"steps": [{"silence": "-4"}]}, "'-4' are no seconds"),
        ({"steps": [{"press": "1", "barge_in": "perhaps"}]}, "true or false"),
        ({"steps": [{"say": " "}]}, "nothing is said"),
        ({"expect": {"status": "finished"}}, "none of busy, canceled"),
        ({"callbacks": {"lost": "3"}}, "share"),
        ({"agents": [{"number": "1", "steps": ["hangup", {"heer": "a"}]}]}, r"agents\[1\].steps\[2\]"),
        ({"parameters": ["CallerState"]}, "names with texts"),
        ({"clock": "tomorrow"}, "clock: a date and time"),
    ],
)
def test_a_wrong_scenario_says_what_is_wrong_where(data, complaint):
    with pytest.raises(BadScenario, match=complaint):
        read(data, Path("/nonexistent"))


def wrong(folder, text, name="main.yaml"):
    (folder / name).write_text(text)
    with pytest.raises(BadScenario) as caught:
        load(folder / "main.yaml")
    return str(caught.value).replace(f"{folder}/", "")


def test_a_wrong_file_is_named_with_the_line(tmp_path):
    assert wrong(tmp_path, "to: '1'\nsteps:\n  - hear: a\n  - heer: b\n").startswith("main.yaml, line 4: steps[2]: ")
    assert (
        wrong(tmp_path, "steps:\n  - hear: a\n  - say: I am ${name}\n") == "main.yaml, line 3: ${name} is set nowhere"
    )
    assert "line 2, column 1" in wrong(tmp_path, "steps:\n\t- hear: a\n")


def test_a_wrong_include_is_named_with_both_files(tmp_path):
    (tmp_path / "part.yaml").write_text("- hear: a\n- press: x\n")
    told = wrong(tmp_path, "steps:\n  - hangup\n  - include: part.yaml\n")
    assert told == "main.yaml, line 3: steps[2]: part.yaml, line 2: [2]: press: 'x' are no keys"


def test_a_file_that_includes_itself_is_refused(tmp_path):
    assert wrong(tmp_path, "steps: [{include: main.yaml}]").endswith("main.yaml includes itself")


def test_what_is_played_must_be_sound(tmp_path):
    (tmp_path / "words.wav").write_text("no sound")
    assert "play: Format not recognised" in wrong(tmp_path, "steps: [{play: words.wav}]")


def test_who_hangs_up_before_the_answer_hears_no_document(telephone):
    run = telephone.call(MENU, "[hangup]", rest="expect: {status: canceled}")
    assert run.result.ok, run.result.problems
    assert not run.named("verb")


def test_a_call_that_takes_too_long_fails_at_the_step_it_is_at(telephone):
    pages = {"/voice": "<Say>Welcome.</Say><Pause length='99'/>"}
    run = telephone.call(pages, "[{hear: welcome}, {silence: 90}]", rest="timeout: 20")
    assert run.result.problems[0].startswith("step 2 (silence: 90): the call took more than 20 s")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_webhook_is_expected_by_its_fields_whatever_its_method(telephone, method):
    gather = f"<Gather action='/key' method='{method}' numDigits='1'>{WELCOME}</Gather>"
    pages = {"/voice": gather, "/key": "<Say>Hi</Say>"}
    expected = "expect: {webhooks: [{path: /key, form: {Digits: '1'}}]}"
    assert telephone.call(pages, "[{hear: press 1}, {press: '1'}, {hear: hi}]", rest=expected).result.ok


@pytest.mark.parametrize("clock", ["2026-11-22T18:59", "2026-11-22T19:59+01:00"])
def test_a_call_takes_place_when_its_scenario_says(telephone, clock):
    telephone.call({"/voice": "<Say>Hi</Say>"}, rest=f"clock: {clock}", status_callback="http://app.example/ended")
    assert telephone.pages.form("/ended")["Timestamp"].startswith("Sun, 22 Nov 2026 18:59:")


def test_several_callers_at_once(telephone):
    callers = "callers: [{from: '+12025550144', after: 1, steps: [{hear: press 2}, {press: '2'}, {hear: you chose 2}]}]"
    run = telephone.call(MENU, "[{hear: press 2}, {press: '1'}, {hear: you chose 1}]", rest=callers)
    assert run.result.ok, run.result.problems
    assert sorted(form["Digits"] for _, path, form in telephone.pages.requests if path == "/key") == ["1", "2"]


def test_a_scenario_survives_being_sent():
    data = {
        "steps": [{"hear": "hi", "within": 1.0}, {"press": "12#"}, {"say": "yes"}, {"silence": 2}, "hangup"],
        "agents": [{"number": "+12025550111", "busy": True}, {"queue": "q", "steps": [{"say": "hello"}]}],
        "callers": [{"from": "+12025550144", "steps": ["hangup"]}],
        "expect": {"status": "completed", "sms": ["code"], "notifications": [], "webhooks": [{"path": "/x"}]},
        "parameters": {"CallerState": "WA"},
    }
    scenario = read(data, Path())
    order = Order(scenario, read_order({"scenario": data}).hooks)
    assert read_order(write_order(order)).scenario == scenario


def test_junit_has_a_case_for_each_result(tmp_path):
    good = {"ok": True, "scenario": "one", "seconds": 1.0, "heard": "hi"}
    bad = {"ok": False, "scenario": "two", "seconds": 2.0, "heard": "", "problems": ["step 1: not heard"]}
    bad["then"] = ["the last document: <Response/>"]
    junit.write(tmp_path / "out.xml", [good, bad])
    suite = ElementTree.parse(tmp_path / "out.xml").getroot()
    assert suite.attrib["failures"] == "1"
    assert suite[1][0].attrib["message"] == "step 1: not heard"
    assert suite[1][0].text.splitlines() == ["step 1: not heard", "the last document: <Response/>"]


def test_a_failed_step_tells_where_the_call_stood_and_which_expectations_failed_too(telephone):
    run = telephone.call(MENU, "[{hear: press 2}, {press: '1'}, {hear: you chose 2}]", rest="expect: {said: bye}")
    assert run.result.step == 3
    assert run.result.problems[0].startswith("step 3 (hear: you chose 2)")
    assert run.result.problems[1].startswith("expected to be said: bye")
    webhook, document = run.result.then
    assert webhook.startswith("the last webhook: POST http://app.example/key ")
    assert "Digits=1" in webhook
    assert "Washington" not in webhook.title()
    assert webhook.endswith("-> 200")
    assert "chose 1" in document


pytest_plugins = ["ivr.simulator.pytest_plugin"]


def test_the_fixture_calls_an_app_in_process(twilio_call):
    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response><Say>We open at nine.</Say></Response>"]

    run = twilio_call(app, steps=[{"hear": "open at nine"}])
    assert run.result.ok


def test_the_fixture_takes_files_with_variables_and_parameters_and_includes(twilio_call, tmp_path, request):
    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/xml")])
        state = parse_qs(environ["wsgi.input"].read().decode())["CallerState"][0]
        return [f"<Response><Say>Hello {state}.</Say></Response>".encode()]

    run = twilio_call(
        app,
        steps=[{"hear": "hello ${state}"}],
        variables={"state": "Ohio"},
        parameters={"CallerState": "Ohio"},
        **{"from": "202-555-0177"},
    )
    assert run.result.ok, run.result.problems
    assert dict(run.named("webhook")[0].details["form"])["From"] == "+12025550177"
    folder = Path(os.path.relpath(tmp_path, request.path.parent))
    (tmp_path / "greeting.yaml").write_text("[{hear: '${words}'}]")
    (tmp_path / "call.yaml").write_text("variables: {words: nothing}\nsteps: [{include: greeting.yaml}]\n")
    given = {"variables": {"words": "hello Iowa"}, "parameters": {"CallerState": "Iowa"}}
    run = twilio_call(app, scenario=str(folder / "call.yaml"), **given)
    assert run.result.ok, run.result.problems
    with pytest.raises(BadScenario, match="steps: the scenario's file says that"):
        twilio_call(app, scenario=str(folder / "call.yaml"), steps=["hangup"])


def test_an_asgi_app_is_refused_with_what_to_do(twilio_call):
    async def app(scope, receive, send):
        """Never called."""

    with pytest.raises(Refused, match="serve it"):
        twilio_call(app, steps=[{"hear": "hello"}])
