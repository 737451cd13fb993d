"""Somebody else's system is asked as openapi.yaml says, and what it answers wrongly is no answer."""

from pathlib import Path

import pytest
import yaml

from ivr.services.centres.http_centres import HttpCentres
from ivr.sources import LookupFailed
from tests.telephony.rest_stand import rest_stand

PATHS = yaml.safe_load(Path("ivr/services/centres/openapi.yaml").read_text())["paths"]
PLACE = {"name": {"en": "Boston"}, "area": {}, "country": "US", "latitude": 42.36, "longitude": -71.06}
CENTRE = {
    "id": "B1",
    "name": {"en": "River\nside"},
    "address": {"en": "1 Main St"},
    "city": {"en": "Boston"},
    "country": "US",
    "kilometres": 1.2,
    "status": "open",
    "closes": "2026-11-23T18:00:00-05:00",
}
DAY = {"day": "2026-11-23", "times": ["2026-11-23T10:00:00"]}
ASKED = {
    "/centres/places": (lambda centres: centres.places("boston", "US", "CA1"), {"places": [PLACE]}),
    "/centres/nearest": (lambda centres: centres.nearest(42.36, -71.06, "US", "CA1"), {"centres": [CENTRE]}),
    "/centres/slots": (lambda centres: centres.free("B1", "CA1"), {"days": [DAY]}),
}


@pytest.mark.parametrize("path", ASKED)
def test_a_back_end_is_asked_as_the_openapi_file_says(path):
    ask, answer = ASKED[path]
    with rest_stand((200, answer)) as stand:
        assert len(ask(HttpCentres(stand.url, "token"))) == 1
    assert [(asked, token) for asked, _, token in stand.requests] == [(path, "Bearer token")]
    assert path in PATHS


def test_names_are_one_line_and_times_are_the_centres_own():
    with rest_stand((200, {"centres": [CENTRE]})) as stand:
        (found,) = HttpCentres(stand.url, "token").nearest(42.36, -71.06, "US", "CA1")
    assert (found.name, found.closes.isoformat()) == ({"en": "River side"}, "2026-11-23T18:00:00")


def test_a_phone_number_is_asked_for_places():
    with rest_stand((200, {"places": []})) as stand:
        assert HttpCentres(stand.url, "token").places_of_number("+12025550143", "CA1") == ()


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize("answer", [(200, {}), (200, b"no json"), (200, {"places": [{}], "centres": [{}]}), (500, {})])
def test_a_wrong_answer_is_none(path, answer):
    with rest_stand(answer) as stand, pytest.raises(LookupFailed):
        ASKED[path][0](HttpCentres(stand.url, "token"))


def test_a_place_without_a_name_is_no_answer():
    with rest_stand((200, {"places": [PLACE | {"name": {"en": " "}}]})) as stand, pytest.raises(LookupFailed):
        HttpCentres(stand.url, "token").places("boston", "US", "CA1")
