"""A source that answers something else than its slot holds counts as one that gave no answer."""

import pytest

from ivr.dialog.kinds import DIGITS, MOMENT, Maybe, Record
from ivr.sources import Answer, LookupFailed, of_kind

CENTRE = Record({"number": DIGITS, "opens": Maybe(MOMENT)})


@pytest.mark.parametrize("value", [{"number": "4", "opens": None}, {"number": "4", "opens": "later", "more": 1}])
def test_an_answer_of_its_kind_is_passed_on(value):
    assert of_kind(lambda using, sid: Answer(value), CENTRE)({}, "CA1").value == value


@pytest.mark.parametrize("value", [None, [], "4", {"number": "4"}, {"number": 4, "opens": None}])
def test_another_answer_is_none(value):
    with pytest.raises(LookupFailed, match="not of the kind"):
        of_kind(lambda using, sid: Answer(value), CENTRE)({}, "CA1")
