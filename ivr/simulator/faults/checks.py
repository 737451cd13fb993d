"""What must hold in every run, whatever the faults."""

from collections import Counter

from ivr.simulator.engine.events import Event
from ivr.simulator.engine.parties import OVER
from ivr.simulator.inprocess import Run
from ivr.simulator.verbs.loader import APOLOGY

HEARD_APOLOGY = "the caller heard Twilio's own apology"


def broken(run: Run) -> list[str]:
    """Return a sentence for each rule a run broke: none for a good one."""
    problems = [f"the app let an exception through: {failure!r}" for failure in run.failures]
    problems += [f"fault of the simulator: {event.details['error']}" for event in run.named("fault")]
    problems += [f"{HEARD_APOLOGY} at {event.at} s" for event in _prompts(run, APOLOGY)]
    ends = Counter(event.call for event in run.named("call") if event.details["status"] in OVER)
    problems += [f"call {call} ended {count} times" for call, count in ends.items() if count != 1]
    begun = {event.call for event in run.named("call")}
    return problems + [f"call {call} never ended" for call in sorted(begun - ends.keys())]


def _prompts(run: Run, text: str) -> list[Event]:
    return [event for event in run.named("prompt") if event.details["text"] == text]
