"""<Enqueue workflowSid>: a task for TaskRouter's workers.

| the assignment callback answers | reservation | what is heard |
|---|---|---|
| dequeue: to, from, timeout | accepted, when the worker's phone is picked up | worker and caller talk |
| call: url, to, from, timeout, accept | by `accept` or <Queue reservationSid> | the document, then each other |
| redirect: call_sid, url, accept | accepted with `accept` | the url's document |
| conference: to, from, timeout | accepted, when picked up | both, in a conference |
| accept, reject | so | nothing |
| nothing | as REST decides, else timeout: the worker is no longer available | nothing |

It hears AccountSid, WorkspaceSid, WorkflowSid, TaskQueueSid, WorkerSid, WorkerName, WorkerAttributes, TaskSid, TaskAge,
TaskPriority, TaskAttributes (those of <Task>, and from, to, call_sid ...), ReservationSid, Timestamp.
"""

import json

import pytest
import yaml
from apps import shift_desk
from sim_helpers import codes
from twilio.rest import Client

from ivr.simulator.engine.account import Hooks
from ivr.simulator.inprocess import Setting, run_scenario
from ivr.simulator.phone.order import Order, read_order, write_order
from ivr.simulator.phone.scenario_file import BadScenario, read

WORKERS = """
taskrouter:
  assignment: /assignment
  timeout: 20
  workers:
    - {name: Alice, attributes: {contact_uri: "+12025550111", languages: [en, es]}}
    - {name: Bob, attributes: {contact_uri: "+12025550112"}}
"""
TALK = """
agents:
  - {number: "+12025550111", say: hello this is alice}
  - {number: "+12025550112", say: hello this is bob}
"""


@pytest.fixture
def desk():
    """Call the desk, whose callback answers so; return how it went, and what the callback heard."""

    def call(answers, steps, agents=TALK, workers=WORKERS, sent=False, **setting):
        shift_desk.ASKED.clear()
        shift_desk.ANSWERS[:] = answers
        scenario = read(yaml.safe_load(f"steps: {steps}\n{workers}\n{agents}"), None)
        if sent:
            scenario = read_order(write_order(Order(scenario, Hooks()))).scenario
        run = run_scenario(Setting(shift_desk.app, **setting), scenario)
        assert not run.failures, run.failures
        return run, shift_desk.ASKED

    return call


def states(run):
    return [
        (each.details["state"], each.details.get("worker"), each.details.get("reservation"))
        for each in run.named("task")
    ]


@pytest.mark.parametrize("sent", [False, True])
def test_dequeue_rings_the_worker_and_lets_them_talk(desk, sent):
    steps = "[{hear: hello this is alice}, {say: my phone is broken}, {silence: 1}, hangup]"
    run, [asked] = desk([{"instruction": "dequeue", "from": "+12025550100"}], steps, sent=sent)
    assert run.result.ok, run.result.problems
    assert not codes(run)
    assert states(run) == [
        ("reserved", "Alice", "pending"),
        ("assigned", "Alice", "accepted"),
        ("completed", "Alice", "completed"),
    ]
    assert json.loads(asked["WorkerAttributes"]) == {"contact_uri": "+12025550111", "languages": ["en", "es"]}
    assert (
        json.loads(asked["TaskAttributes"]).items()
        >= {
            "selected_language": "es",
            "from": "+12025550143",
            "direction": "inbound",
        }.items()
    )
    assert (asked["WorkflowSid"], asked["TaskPriority"], asked["WorkerName"]) == (shift_desk.WORKFLOW, "5", "Alice")
    assert [asked[name][:2] for name in ("TaskSid", "ReservationSid", "WorkspaceSid", "WorkerSid")] == [
        "WT", "WR", "WS", "WK",
    ]  # fmt: skip


def test_the_caller_hears_the_result_when_the_worker_hangs_up(desk):
    agents = 'agents: [{number: "+12025550111", steps: [{say: one moment}, hangup]}]'
    run, _ = desk([{"instruction": "dequeue"}], "[{hear: one moment}, {hear: 'ended: bridged'}]", agents)
    assert run.result.ok, run.result.problems


@pytest.mark.parametrize("away", ["busy: true", "no_answer: true"])
def test_a_worker_who_does_not_answer_is_passed_over(desk, away):
    agents = TALK.replace("say: hello this is alice", away)
    answers = [{"instruction": "dequeue", "timeout": 5}] * 2
    run, asked = desk(answers, "[{hear: hello this is bob}, hangup]", agents)
    assert run.result.ok, run.result.problems
    assert [each["WorkerName"] for each in asked] == ["Alice", "Bob"]
    assert states(run)[1] == ("pending", "Alice", "rejected")


def test_a_worker_who_rejects_is_asked_again_after_the_others(desk):
    answers = [{"instruction": "reject"}, {"instruction": "reject"}, {"instruction": "dequeue"}]
    run, asked = desk(answers, "[{hear: hello this is alice}, hangup]")
    assert run.result.ok, run.result.problems
    assert [each["WorkerName"] for each in asked] == ["Alice", "Bob", "Alice"]


def test_call_lets_the_worker_hear_a_document_that_fetches_the_caller(desk):
    agents = (
        'agents: [{number: "+12025550111", steps: [{hear: speaks Spanish}, {say: buenos dias}, {silence: 2}, hangup]}]'
    )
    run, _ = desk(
        [{"instruction": "call", "url": "/worker"}], "[{hear: buenos dias}, {hear: 'ended: bridged'}]", agents
    )
    assert run.result.ok, run.result.problems
    assert ("assigned", "Alice", "accepted") in states(run)


def test_redirect_sends_the_caller_elsewhere(desk):
    answer = {"instruction": "redirect", "url": "/elsewhere", "accept": True}
    run, _ = desk([answer], "[{hear: call you back}]")
    assert run.result.ok, run.result.problems
    assert states(run)[-1] == ("completed", "Alice", "completed")


def test_conference_brings_both_into_one(desk):
    run, _ = desk([{"instruction": "conference"}], "[{hear: hello this is alice}, {silence: 1}, hangup]")
    assert run.result.ok, run.result.problems
    assert len(run.named("conference")) >= 2
    assert not codes(run)


def test_no_decision_in_time_makes_the_worker_unavailable(desk):
    run, asked = desk([{}, {"instruction": "dequeue"}], "[{hear: hello this is bob, timeout: 60}, hangup]")
    assert run.result.ok, run.result.problems
    assert states(run)[1] == ("pending", "Alice", "timeout")
    assert [each["WorkerName"] for each in asked] == ["Alice", "Bob"]


def test_a_caller_who_gives_up_ends_the_task(desk):
    run, _ = desk([{}], "[{silence: 8}, hangup]")
    assert states(run)[-1] == ("canceled", "Alice", "pending")


def test_rest_decides_what_the_callback_left_open(desk):
    """The worker's page accepts and dequeues by REST, as TaskRouter's JavaScript does."""

    def ready(simulation):
        client = Client(simulation.account.sid, "12345", http_client=simulation.client)

        def act(event):
            if event.name == "task" and event.details["state"] == "reserved" and len(asks) < 2:
                asks.append(event)
                simulation.exchange.spawn(decide(client, simulation.exchange, len(asks)))

        simulation.exchange.log.sinks.append(act)

    async def decide(client, exchange, number):
        await exchange.clock.sleep(3)
        asked = shift_desk.ASKED[-1]
        task = client.taskrouter.v1.workspaces(asked["WorkspaceSid"]).tasks(asked["TaskSid"])
        reservation = task.reservations(asked["ReservationSid"])
        assert reservation.fetch().reservation_status == "pending"
        if number == 1:
            assert reservation.update(reservation_status="rejected").reservation_status == "rejected"
        else:
            reservation.update(instruction="dequeue", dequeue_from="+12025550100")
        assert task.fetch().assignment_status == "reserved"

    asks = []
    run, asked = desk([], "[{hear: hello this is bob}, hangup]", ready=ready)
    assert run.result.ok, run.result.problems
    assert [each["WorkerName"] for each in asked] == ["Alice", "Bob"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [({"instruction": "dance"}, 12200), ({"instruction": "call"}, 12200), ({"instruction": "redirect"}, 12200)],
)
def test_an_instruction_that_can_not_be_done_is_a_warning(desk, answer, code):
    run, _ = desk([answer], "[{silence: 5}, hangup]")
    assert codes(run) == [code]


def test_without_workers_a_workflow_is_a_queue_of_its_name(desk):
    agents = f"agents: [{{queue: {shift_desk.WORKFLOW}, after: 3, steps: [{{say: hello}}]}}]"
    run, asked = desk([], "[{hear: hello}, hangup]", agents, workers="")
    assert run.result.ok, run.result.problems
    assert not asked


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"workers": []}, "assignment is wanted"),
        ({"assignment": "/a", "workers": [{"attributes": {}}]}, r"workers\[1\]: a name"),
        ({"assignment": "/a", "timeout": "soon"}, "no seconds"),
    ],
)
def test_workers_that_can_not_be_understood_are_refused_before_the_call(given, problem):
    with pytest.raises(BadScenario, match=problem):
        read({"steps": ["hangup"], "taskrouter": given}, None)
