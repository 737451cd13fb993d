"""Hypothesis drives the hotline: callers ring, speak, press, hang up, faults come and go; all rules after every step.

A failure is shrunk to the fewest steps that show it, and printed as a program.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.virtual.hotline import AGENTS, Hotline
from tests.virtual.stepwise import LiveRun
from tests.virtual.story import FAULTS, KINDS_OF_ACT, NUMBERS

MOST_AT_ONCE = 4
QUICK = {"max_examples": 12, "stateful_step_count": 20, "derandomize": True}  # fresh programs are for the soak
SOAK = {"max_examples": 1_500, "stateful_step_count": 40}

forces = st.integers(0, 99).map(lambda force: force / 100)
moments = st.integers(1, 200).map(lambda tenths: tenths / 10)


class Telephones(RuleBasedStateMachine):
    """Some callers, two agents, and faults between them."""

    callers = Bundle("callers")
    hotline = None

    def __init__(self):
        super().__init__()
        self._run = None

    @initialize(hears=st.sampled_from((True, True, True, False)))
    def opens(self, hears):
        self._run = LiveRun(self.hotline, hears)

    @rule(target=callers, number=st.sampled_from(NUMBERS))
    def rings(self, number):
        caller = self._run.rings(number)
        self._run.passes(1)
        return caller

    @rule(caller=callers, kind=st.sampled_from(KINDS_OF_ACT), force=forces, seconds=moments)
    def acts(self, caller, kind, force, seconds):
        self._run.acts(caller, kind, force)
        self._run.passes(seconds)

    @rule(caller=callers)
    def hangs_up(self, caller):
        self._run.hangs_up(caller)

    @rule(seconds=moments)
    def time_passes(self, seconds):
        self._run.passes(seconds)

    @rule(which=st.sampled_from(range(len(AGENTS))))
    def agent_calls(self, which):
        self._run.agent_calls(which)

    @rule(kind=st.sampled_from(FAULTS), rate=st.sampled_from((0.1, 0.5, 1.0)))
    def goes_wrong(self, kind, rate):
        self._run.rates[kind] = rate

    @rule()
    def stop(self):
        self._run.rates.clear()

    @invariant()
    def no_rule_is_broken(self):
        assert not (self._run and self._run.problems()), self._run.problems()

    def teardown(self):
        problems = self._run.end() if self._run else ()
        assert not problems, problems


@pytest.fixture(scope="module")
def machine():
    return type("Machine", (Telephones,), {"hotline": Hotline()})


def driven(machine, **limits):
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(machine, settings=settings(deadline=None, suppress_health_check=checks, **limits))


def test_no_rule_breaks_whatever_callers_and_faults_come(machine):
    driven(machine, **QUICK)


@pytest.mark.soak
def test_no_rule_breaks_in_many_steps(machine):
    driven(machine, **SOAK)
