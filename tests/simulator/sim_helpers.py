"""What the simulator's tests read out of a run."""

from ivr.simulator.inprocess import Run


def codes(run: Run) -> list[int]:
    return [event.details["code"] for event in run.named("notification")]
