"""The plain verbs, as Twilio's manual has them.

| verb | attribute | values | default |
|---|---|---|---|
| Say | voice, language | any | man, en-US |
| Say | loop | 0: until hang-up, at most 1000 | 1 |
| Play | loop | as for Say | 1 |
| Play | digits | keys, w: half a second, W: one | none |
| Pause | length | seconds | 1 |
| Redirect | method | GET, POST | POST |
| Reject | reason | rejected, busy | rejected |
| Sms | to / from | numbers | the caller / the number called |
| Sms | action / method | URL / GET, POST | none: the next verb follows / POST |
| Sms | statusCallback | URL | none |

Hangup, Leave and Echo have none; Record is in test_sim_record.py.
"""

import pytest
from sim_helpers import codes


def test_say_is_heard_and_running_off_the_end_hangs_up(telephone):
    run = telephone.call({"/voice": "<Say>Hello there.</Say>"})
    assert run.result.heard == "Hello there."
    assert run.result.status == "completed"


def test_say_loops_and_ssml_is_spoken_as_words(telephone):
    say = '<Say loop="2">Code <say-as interpret-as="digits">47</say-as><break time="1s"/> end.</Say>'
    assert telephone.call({"/voice": say}).result.heard == "Code 4 7, end. Code 4 7, end."


def test_pause_takes_its_length(telephone):
    run = telephone.call({"/voice": '<Say>A</Say><Pause length="4"/><Say>B</Say>'}, "- hear: b")
    first, second = run.named("prompt")
    assert second.at - first.at - first.details["seconds"] == pytest.approx(4.0, abs=0.01)


def test_redirect_goes_on_with_another_document_relative_to_this_one(telephone):
    documents = {"/voice": '<Redirect method="GET">next</Redirect><Say>never</Say>', "/next": "<Say>Here.</Say>"}
    assert telephone.call(documents).result.heard == "Here."
    assert telephone.pages.requests[1][0] == "GET"


def test_hangup_ends_the_call_and_what_follows_is_unreachable(telephone):
    assert telephone.call({"/voice": "<Hangup/><Say>never</Say>"}).result.heard == ""


@pytest.mark.parametrize(("reject", "status"), [("<Reject/>", "no-answer"), ('<Reject reason="busy"/>', "busy")])
def test_reject_first_never_answers(telephone, reject, status):
    run = telephone.call({"/voice": reject})
    assert run.result.status == status
    assert "in-progress" not in [event.details["status"] for event in run.named("call")]


def test_play_of_keys_takes_their_time(telephone):
    run = telephone.call({"/voice": '<Play digits="1w2"/>'})
    assert run.named("prompt")[0].details["seconds"] == pytest.approx(0.9)


def test_play_that_cannot_be_had_is_noted_and_the_call_goes_on(telephone):
    run = telephone.call({"/voice": "<Play>/gone.wav</Play><Say>Still here.</Say>"})
    assert run.result.heard == "Still here."
    assert codes(run) == [11200]


def test_an_unknown_verb_is_a_warning(telephone):
    run = telephone.call({"/voice": "<Sing>La</Sing><say>no</say><Say>Yes.</Say>"})
    assert (run.result.heard, codes(run)) == ("Yes.", [12200, 12200])


def test_record_gives_url_and_length_to_its_action(telephone):
    documents = {"/voice": '<Record action="/done" timeout="2"/>', "/done": "<Say>Thanks.</Say>"}
    run = telephone.call(documents, "[{hear: beep}, {say: my phone is broken}, {hear: thanks}]")
    assert run.result.ok
    form = telephone.pages.form("/done")
    assert form["RecordingUrl"].endswith(form["RecordingSid"])
    assert int(form["RecordingDuration"]) == round(run.named("utterance")[0].details["seconds"])


def test_a_key_finishes_a_recording_and_is_told(telephone):
    documents = {"/voice": '<Record action="/done" finishOnKey="*"/>', "/done": "<Say>Thanks.</Say>"}
    run = telephone.call(documents, '[{hear: beep}, {say: hello}, {press: "*"}, {hear: thanks}]')
    assert run.result.ok
    assert telephone.pages.form("/done")["Digits"] == "*"


def test_nothing_but_silence_asks_no_action(telephone):
    documents = {"/voice": '<Record action="/done" timeout="2"/><Say>I heard nothing.</Say>'}
    assert telephone.call(documents, "- hear: heard nothing").result.ok
    assert telephone.pages.paths() == ["/voice"]


def test_hanging_up_in_a_recording_is_told_to_the_action(telephone):
    documents = {"/voice": '<Record action="/done"/>', "/done": ""}
    telephone.call(documents, "[{hear: beep}, {say: good bye}, hangup]")
    form = telephone.pages.form("/done")
    assert (form["Digits"], form["CallStatus"]) == ("hangup", "completed")


def test_sms_is_sent_to_the_caller(telephone):
    run = telephone.call({"/voice": "<Sms>Your code is 42.</Sms>"}, rest="expect: {sms: code is 42}")
    assert run.result.ok
    assert run.named("sms")[0].details["to"] == "+12025550143"


def test_sms_may_go_elsewhere_and_tells_its_action_and_callback(telephone):
    sms = '<Sms to="+12025550111" from="+12025550122" action="/sent" statusCallback="/told">Ready.</Sms>'
    run = telephone.call({"/voice": sms, "/sent": "<Say>Sent.</Say>", "/told": ""}, "- hear: sent")
    assert run.result.ok, run.result.problems
    details = run.named("sms")[0].details
    assert (details["to"], details["from"]) == ("+12025550111", "+12025550122")
    assert telephone.pages.form("/sent")["SmsSid"] == telephone.pages.form("/told")["SmsSid"] == details["sid"]


def test_a_pause_is_one_second_and_redirect_posts_unless_told(telephone):
    documents = {"/voice": "<Say>A</Say><Pause/><Redirect>next</Redirect>", "/next": "<Say>B</Say>"}
    run = telephone.call(documents, "- hear: b")
    first, second = run.named("prompt")
    assert second.at - first.at - first.details["seconds"] == pytest.approx(1.0, abs=0.1)
    assert telephone.pages.requests[1][0] == "POST"


@pytest.mark.parametrize("verb", ["<Say loop='0'>Again.</Say>", "<Play loop='0' digits='1'/>"])
def test_loop_0_goes_on_until_the_caller_hangs_up(telephone, verb):
    run = telephone.call({"/voice": verb}, "[{silence: 20}, hangup]")
    assert len(run.named("prompt")) > 20


def test_a_reject_that_is_not_first_hangs_up_an_answered_call(telephone):
    assert telephone.call({"/voice": "<Say>Wait.</Say><Reject/>"}).result.status == "completed"


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        ("<Say loop='x'>Hi.</Say>", 13510),
        ("<Say/>", 13520),
        ("<Play loop='-1' digits='1'/>", 13410),
        ("<Play digits='?'>/x.wav</Play>", 12200),
        ("<Pause length='soon'/>", 13910),
        ("<Redirect method='PUT'>/next</Redirect>", 13710),
        ("<Reject reason='rude'/>", 12200),
        ("<Sms method='PUT'>Hi.</Sms>", 14104),
        ("<Sms/>", 14103),
        ("<Hangup now='yes'/>", 12200),
        ("<Say><blink>Hi.</blink></Say>", 12200),
        ("<Pause>text</Pause>", 12200),
    ],
)
def test_a_wrong_part_is_a_warning_with_twilios_code(telephone, verb, code):
    run = telephone.call(
        {"/voice": verb, "/next": "<Hangup/>", "/x.wav": "no"}, "[{silence: 1}, hangup]", rest="stay: 1"
    )
    assert codes(run)[0] == code
