"""<Enqueue>, <Leave> and <Queue>, attribute by attribute.

| attribute of Enqueue | values | default |
|---|---|---|
| action / method | URL / GET, POST | none: the next verb follows / POST |
| waitUrl / waitUrlMethod | URL, empty: silence / GET, POST | music / POST |
| maxQueueSize | 1 to 5000 | 1000 |
| workflowSid | a queue of that name here | none |

| attribute of Queue | values | default |
|---|---|---|
| url / method | document the fetched caller hears first / GET, POST | none / POST |

The waitUrl hears QueuePosition, QueueSid, QueueTime, AvgQueueTime, CurrentQueueSize, MaxQueueSize; the action hears
QueueResult, QueueSid, QueueTime.
"""

import pytest
from sim_helpers import codes

NAMES = {"QueuePosition", "QueueSid", "QueueTime", "AvgQueueTime", "CurrentQueueSize", "MaxQueueSize"}


def queue(attributes="", wait="<Say>Please wait.</Say>", name="support"):
    return {
        "/voice": f'<Enqueue action="/left" {attributes}>{name}</Enqueue><Say>Next verb.</Say>',
        "/wait": wait,
        "/left": lambda form: f"<Say>Result {form['QueueResult']}.</Say>",
        "/agent": '<Dial action="/fetched" timeout="5"><Queue url="/whisper" method="GET">support</Queue></Dial>',
        "/whisper": "<Say>An agent is coming.</Say>",
        "/fetched": lambda form: f"<Say>Dial {form['DialCallStatus']}.</Say>",
    }


AGENT = "{{calls: 'http://app.example/agent', after: {}, steps: [{}]}}"


@pytest.mark.parametrize(
    ("wait", "heard"),
    [('waitUrl="/wait"', "Please wait."), ('waitUrl=""', ""), ("", "[music on hold]")],
)
def test_the_caller_hears_the_wait_document_silence_or_music(telephone, wait, heard):
    run = telephone.call(queue(wait), "[{silence: 2}, hangup]")
    assert {event.details["text"] for event in run.named("prompt")} == ({heard} if heard else set())


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_wait_document_hears_how_the_queue_stands(telephone, method):
    telephone.call(queue(f'waitUrl="/wait" waitUrlMethod="{method}"'), "[{silence: 5}, hangup]")
    asked, form = next((how, form) for how, path, form in telephone.pages.requests if path == "/wait")
    assert asked == method
    assert form.keys() >= NAMES
    assert (form["QueuePosition"], form["CurrentQueueSize"], form["MaxQueueSize"]) == ("1", "1", "1000")


def test_a_second_caller_stands_behind_the_first(telephone):
    position = lambda form: f"<Say>You are number {form['QueuePosition']} of {form['CurrentQueueSize']}.</Say>"  # noqa: E731
    others = "callers: [{after: 1, steps: [{hear: number 2 of 2}, {hear: number 1 of 1}, hangup]}]"
    run = telephone.call(queue('waitUrl="/wait"', position), "[{silence: 8}, hangup]", rest=others)
    assert run.result.ok, run.result.problems


def test_a_full_queue_takes_nobody_else(telephone):
    others = "callers: [{after: 2, steps: [{hear: result queue-full}]}]"
    run = telephone.call(queue('maxQueueSize="1"'), "[{silence: 8}, hangup]", rest=others)
    assert run.result.ok, run.result.problems


@pytest.mark.parametrize(
    ("wait", "steps", "agents", "result"),
    [
        ("<Leave/>", "{hear: result leave}", "", "leave"),
        ("<Pause length='3'/>", "{silence: 2}, hangup", "", "hangup"),
        (
            "<Pause length='3'/>",
            "{hear: agent is coming}, {hear: result bridged}",
            AGENT.format(2, "{silence: 4}, hangup"),
            "bridged",
        ),
        ("<Hangup/>", "{silence: 1}", "", None),
    ],
)
def test_the_action_hears_how_the_wait_ended(telephone, wait, steps, agents, result):
    run = telephone.call(queue('waitUrl="/wait"', wait), f"[{steps}]", rest=f"agents: [{agents}]")
    told = [form["QueueResult"] for _, path, form in telephone.pages.requests if path == "/left"]
    assert told == ([result] if result else [])
    assert run.result.ok, run.result.problems


def test_verbs_that_a_wait_document_may_not_have_are_warnings(telephone):
    run = telephone.call(queue('waitUrl="/wait"', "<Record/><Say>Hold on.</Say>"), "[{hear: hold on}, hangup]")
    assert run.result.ok
    assert set(codes(run)) == {12200}


def test_an_empty_queue_is_waited_at_and_then_given_up(telephone):
    pages = queue(wait="<Leave/>") | {"/voice": queue('waitUrl="/wait"')["/voice"]}
    pages["/left"] = "<Say>Result leave.</Say><Pause length='20'/>"
    agent = AGENT.format(3, "{hear: dial no-answer}")
    run = telephone.call(pages, "[{hear: result leave}, {silence: 15}]", rest=f"agents: [{agent}]")
    assert run.result.ok, run.result.problems


def test_a_queue_that_is_not_there_is_an_error_status(telephone):
    agent = AGENT.format(1, "{hear: dial failed}")
    pages = queue() | {"/voice": "<Pause length='8'/>"}
    run = telephone.call(pages, "[{silence: 6}]", rest=f"agents: [{agent}]")
    assert run.result.ok, run.result.problems
    assert 14212 in codes(run)


def test_a_workflow_is_a_queue_of_its_name(telephone):
    pages = queue('workflowSid="WW1"', name="")
    run = telephone.call(
        pages,
        "[{hear: good morning}, {hear: result bridged}]",
        rest="agents: [{queue: WW1, steps: [{say: good morning}, hangup]}]",
    )
    assert run.result.ok, run.result.problems


@pytest.mark.parametrize(("name", "code"), [("", 14204), ("x" * 65, 14205)])
def test_a_name_has_1_to_64_letters(telephone, name, code):
    run = telephone.call(queue(name=name), "- hear: result error")
    assert (run.result.ok, codes(run)) == (True, [code])
