"""Faults that can stop: the simulator's plan of faults, so that a story ends without any."""

from ivr.simulator.faults.plan import FaultPlan


class StoppableFaults(FaultPlan):
    """A plan of faults until it clears up."""

    stopped = False

    def stop(self):
        self.stopped = True

    def strikes(self, kind):
        return None if self.stopped else super().strikes(kind)
