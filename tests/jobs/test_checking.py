"""Versions are checked by a process of their own; one that breaks makes its version a bad one, and nothing else."""

import pytest

from ivr import review
from ivr.jobs.checking import checker
from ivr.outbox import Worker
from ivr.review.content import Change


@pytest.mark.parametrize(("code", "status"), [(0, "checking"), (1, "checking"), (-11, "failed"), (2, "failed")])
def test_a_check_that_breaks_says_at_which_step(database, now, code, status):
    with database.writing() as session:
        review.add(session, Change("sentence", "en", "repair", "mend it"), "Ada", now)
        number = review.start_check(session, "Ada", now)
    assert Worker(database, [checker(database, lambda number: code)]).work_off() == 1
    with database.reading() as session:
        found = review.version(session, number)
    assert found.status == status
    if status == "failed":
        assert found.report["problems"] == ["The check broke at: waiting."]
