"""Whole calls that end with the questions about them: see tests.services.whole_calls."""

from tests.services.whole_calls import begins

STORIES = {"survey with a bad score": begins("door_order", "2", "2", "2", "1")}
