"""Faults that can stop: the simulator's plan of faults, with fine weather at the end of a story."""

from ivr.simulator.faults.plan import FaultPlan


class Weather(FaultPlan):
    """A plan of faults until it clears up."""

    fine = False

    def clears_up(self):
        self.fine = True

    def strikes(self, kind):
        return None if self.fine else super().strikes(kind)
