"""Places are found by names, letters, postcodes and phone numbers; centres by distance, with their hours."""

from datetime import UTC, datetime

import pytest

from ivr.services.centres.csv_rows import read_places
from ivr.services.centres.importer import store_place
from ivr.services.centres.sql_centres import SqlCentres
from tests.services.centres.conftest import CENTRES, HEADER, PLACES

MONDAY_NOON_IN_BOSTON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def centres(sqlite_database, fill):
    return SqlCentres(fill(sqlite_database), lambda: MONDAY_NOON_IN_BOSTON)


def places(centres, sought, country="US"):
    return [
        f"{place.name['en']}/{place.area.get('en', place.country)}" for place in centres.places(sought, country, "")
    ]


SOUGHT = [
    ("boston", "US", "Boston/Massachusetts"),
    ("springfield, missouri", "US", "Springfield/Missouri"),
    ("波士顿", "CN", "Boston/Massachusetts"),
    ("pekin", "FR", "Beijing/CN"),
    ("267", "US", "Boston/Massachusetts"),
    ("234", "CN", "Beijing/CN"),
    ("02114", "US", "Boston/US"),
    ("02138", "US", "Cambridge/US"),
    ("75012", "FR", "Paris/FR"),
    ("massachusetts", "US", "Boston/Massachusetts"),
]


def test_places_are_found_by_name_area_letters_and_postcode(database, fill):
    centres = SqlCentres(fill(database))
    assert [(sought, country, places(centres, sought, country)[0]) for sought, country, _ in SOUGHT] == SOUGHT


def test_what_is_no_place_of_ours_finds_nothing(centres):
    for sought in ("atlantis", "2", "99", "springfield, utah", "88888888", "", "'; drop table places"):
        assert places(centres, sought) == []


def test_cities_of_one_name_come_all_those_with_most_centres_first(centres):
    found = places(centres, "springfield")
    assert set(found[:2]) == {"Springfield/Massachusetts", "Springfield/Missouri"}
    assert len(found) == 4


def test_a_city_abroad_is_found_where_the_country_has_none(centres):
    assert places(centres, "tokyo") == ["Tokyo/JP"]


def test_a_phone_number_tells_where_its_prefix_is(centres):
    for number, found in (("+16175550123", ["Boston"]), ("+33142685300", ["Paris"]), ("+442079460123", [])):
        assert [place.name["en"] for place in centres.places_of_number(number, "")] == found


def test_the_nearest_three_come_in_order_with_their_distance_and_hours(database, fill):
    found = SqlCentres(fill(database), lambda: MONDAY_NOON_IN_BOSTON).nearest(42.36, -71.06, "US", "")
    assert [centre.id for centre in found] == ["B1", "B2", "C1"]
    assert found[0].kilometres < found[1].kilometres < found[2].kilometres < 6
    assert (found[0].status, f"{found[0].closes:%H:%M}", f"{found[0].extended:%H:%M}") == ("open", "18:00", "19:00")
    assert (found[0].books, found[1].books) == (True, False)


def test_of_far_centres_only_the_nearest_is_told(centres):
    assert [centre.id for centre in centres.nearest(44.05, -123.02, "US", "")] == ["S2"]


def test_a_country_without_centres_has_none(centres):
    assert centres.nearest(35.69, 139.69, "JP", "") == ()


def test_hours_are_by_the_centres_own_clock(centres):
    (beijing,) = centres.nearest(39.91, 116.40, "CN", "")
    assert (beijing.status, f"{beijing.opens:%m-%d %H:%M}") == ("closed", "11-24 09:00")


def test_a_second_import_changes_nothing(database, fill, bring_in):
    fill(database)
    again = bring_in(database, CENTRES)
    assert (again.new, again.known) == (0, 7)
    assert bring_in(database, PLACES, read_places, store_place).new == 0
    assert len(SqlCentres(database).places("springfield", "US", "")) == 4


def test_a_renamed_place_is_found_by_its_new_name_only(database, fill, bring_in):
    fill(database)
    bring_in(database, PLACES.replace("Tokyo,,东京", "Tokyo,Tokio,東京"), read_places, store_place)
    found = SqlCentres(database).places
    assert (len(found("tokio", "US", "")), len(found("东京", "CN", ""))) == (1, 0)


BAD = "X1,,,,1 Main St,,Boston,,,Massachusetts,Utopia,02114,95,-71,Mars/Base,monday nine,someday closed,999,,"


def test_a_bad_row_is_named_with_all_reasons_and_the_good_ones_are_kept(database, bring_in):
    done = bring_in(database, f"{HEADER}\n{BAD}\n{CENTRES.splitlines()[1]}\n")
    (bad,) = done.bad
    assert (done.new, bad.line) == (1, 2)
    for column in ("name", "country", "latitude", "timezone", "extended"):
        assert f"{column}: " in bad.advice


def test_hours_and_exceptions_are_both_told(database, bring_in):
    row = CENTRES.splitlines()[2].replace("mon-fri 09", "monday 09").replace("first mon closed", "someday closed")
    (bad,) = bring_in(database, f"{HEADER}\n{row}\n").bad
    assert "hours: 'monday'" in bad.advice
    assert "exceptions: 'someday'" in bad.advice
