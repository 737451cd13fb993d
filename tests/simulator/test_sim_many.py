"""Several runs in one exchange: each is told of its own call only, and of its agents'."""

import asyncio
import json
from pathlib import Path

import pytest
import yaml

from ivr.simulator.engine.account import Hook, Hooks
from ivr.simulator.inprocess import Setting, hooks, run_in
from ivr.simulator.phone.order import Order, read_order, write_order
from ivr.simulator.phone.run import ScenarioRun
from ivr.simulator.phone.scenario_file import read

DIAL = "<Sms>For you.</Sms><Dial><Number>{}</Number></Dial>"
NUMBERS = ("+12025550111", "+12025550112")


def two_callers(telephone_pages):
    """Two callers at once, each with an agent of their own: return what each was told of."""
    told = ([], [])

    async def main(simulation):
        runs = [ScenarioRun(simulation.exchange, simulation.account, scenario(index), alone=False) for index in (0, 1)]

        def hear(event):
            for run, events in zip(runs, told, strict=True):
                if run.owns(event):
                    events.append(event)

        simulation.exchange.buy(simulation.account, "+12025550100", hooks(setting))
        simulation.exchange.log.sinks.append(hear)
        return (await asyncio.gather(*(run.run() for run in runs)))[0]

    setting = Setting(telephone_pages)
    return run_in(setting, main), told


def scenario(index):
    text = f"""
    from: "+1202555014{index}"
    steps: [{{hear: agent {index}}}]
    agents: [{{number: "{NUMBERS[index]}", steps: [{{say: agent {index} here}}, hangup]}}]
    """
    return read(yaml.safe_load(text), Path())


@pytest.fixture
def told(telephone):
    telephone.pages.documents["/voice"] = lambda form: DIAL.format(NUMBERS[int(form["From"][-1])])
    return two_callers(telephone.pages)


def test_each_is_told_of_its_own_call_and_its_legs(told):
    run, (one, other) = told
    assert run.result.ok, run.result.problems
    first, second = {event.call for event in one}, {event.call for event in other}
    assert not (first & second) - {""}
    assert len(first - {""}) == len(second - {""}) == 2


def test_a_text_goes_to_whom_it_was_sent(told):
    _, events = told
    assert [[e.details["to"] for e in each if e.name == "sms"] for each in events] == [
        ["+12025550140"],
        ["+12025550141"],
    ]


def test_an_order_without_a_callback_takes_the_servers():
    written = write_order(Order(scenario(0), Hooks(Hook("http://app.example/voice"))))
    order = read_order(json.loads(json.dumps(written)))
    merged = order.hooks.or_else(Hooks(Hook("http://other.example/"), status=Hook("http://app.example/status")))
    assert (merged.voice.url, merged.status.url) == ("http://app.example/voice", "http://app.example/status")
