"""Warranties are found in our tables and in somebody else's system, and come in from files."""

from datetime import date

import pytest
from sqlalchemy import event

from ivr.services.warranty.csv_rows import read_warranties
from ivr.services.warranty.demo import IMEI, SERIAL, add_demo_warranties
from ivr.services.warranty.http_warranties import HttpWarranties
from ivr.services.warranty.importer import store_warranty
from ivr.services.warranty.serials import as_keys
from ivr.services.warranty.sql_warranties import SqlWarranties
from ivr.sources import LookupFailed, import_rows
from tests.telephony.rest_stand import rest_stand

HEADER = "imei,serial,model,starts,ends,countries,benefits"
GOOD = f"{IMEI},R5CT40WK2X,Aurora 5,2026-01-31,2028-01-31,US CA,screen/active/2026-01-31/2027-01-31"
DAYS = {"starts": "2026-01-31", "ends": "2028-01-31"}
ANSWER = {
    "model": "Aurora 5",
    **DAYS,
    "countries": ["US"],
    "benefits": [{"kind": "screen", "status": "active", **DAYS}],
}


@pytest.fixture
def load(database, tmp_path):
    def load(*lines):
        path = tmp_path / "warranties.csv"
        path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
        return import_rows(database, store_warranty, read_warranties(path, "US"))

    return load


def test_a_good_row_can_be_asked_for(load, database):
    assert load(GOOD).new == 1
    found = SqlWarranties(database).find(IMEI, "CA1")
    assert (found.model, found.ends, found.countries) == ("Aurora 5", date(2028, 1, 31), ("US", "CA"))
    (benefit,) = found.benefits
    assert (benefit.kind, benefit.status, benefit.ends) == ("screen", "active", date(2027, 1, 31))


def test_importing_again_updates_and_replaces_the_benefits(load, database):
    load(GOOD)
    again = load(GOOD.replace("screen/active", "battery/used"))
    assert (again.new, again.known) == (0, 1)
    assert [benefit.kind for benefit in SqlWarranties(database).find(IMEI, "CA1").benefits] == ["battery"]


def test_no_statement_of_an_import_reads_all_devices(sqlite_database, tmp_path):
    path, asked = tmp_path / "warranties.csv", []
    event.listen(sqlite_database.engine, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
    for row in (GOOD, GOOD.replace("Aurora 5", "Tern 12")):
        path.write_text(f"{HEADER}\n{row}", encoding="utf-8")
        import_rows(sqlite_database, store_warranty, read_warranties(path, "US"))
    written = [each for each in asked if each[0].startswith(("SELECT", "UPDATE", "DELETE"))]
    assert any(query.startswith("UPDATE warranties") for query, _ in written)
    with sqlite_database.engine.connect() as connection:
        for query, given in written:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", given)]
            assert not any(step.startswith("SCAN") for step in plan), (query, plan)


@pytest.mark.parametrize("number", [IMEI, SERIAL, SERIAL.lower(), as_keys(SERIAL)])
def test_a_device_is_found_by_each_of_its_numbers(database, now, number):
    add_demo_warranties(database, now)
    assert SqlWarranties(database).find(number, "CA1").model == "Aurora 5"


def test_serial_numbers_that_are_typed_alike_are_told_apart_by_letters_only(load, database):
    other = GOOD.replace(IMEI, "490154203237526").replace("R5CT40WK2X", "P5CT40WK2X").replace("Aurora 5", "Tern 12")
    load(GOOD, other)
    find = SqlWarranties(database).find
    assert (find("P5CT40WK2X", "CA1").model, find(as_keys("P5CT40WK2X"), "CA1")) == ("Tern 12", None)


@pytest.mark.parametrize("number", ["490154203237519", "ABC", "", "ZZZZZZZZ"])
def test_what_is_no_number_of_ours_finds_nothing(database, now, number):
    add_demo_warranties(database, now)
    assert SqlWarranties(database).find(number, "CA1") is None


@pytest.mark.parametrize(
    ("spoilt", "advice"),
    [
        (("R5CT40WK2X", "12"), "serial: give 6 to 14"),
        (("2028-01-31", "soon"), "ends: give a date"),
        (("2028-01-31", ""), "ends: give a date"),
        (("US CA", "Atlantis"), "countries: give countries by their two letters"),
        (("screen/active", "window/active"), "benefits: give screen/active"),
        (("2027-01-31", "soon"), "benefits: give a date"),
    ],
)
def test_a_bad_row_is_left_out_with_its_advice(load, spoilt, advice):
    (bad,) = load(GOOD.replace(*spoilt)).bad
    assert bad.line == 2
    assert advice in bad.advice


def test_a_back_end_is_asked_as_the_openapi_file_says():
    with rest_stand((200, {"warranty": ANSWER})) as stand:
        found = HttpWarranties(stand.url, "token").find(IMEI, "CA1")
    assert (found.model, found.benefits[0].ends) == ("Aurora 5", date(2028, 1, 31))
    assert [(path, token) for path, _, token in stand.requests] == [("/warranties/search", "Bearer token")]


def test_a_back_end_that_knows_no_such_device():
    with rest_stand((200, {"warranty": None})) as stand:
        assert HttpWarranties(stand.url, "token").find(IMEI, "CA1") is None


@pytest.mark.parametrize(
    "answer", [(200, {}), (200, {"warranty": {"model": "x"}}), (200, b"no json"), (404, {}), (500, {})]
)
def test_a_back_end_that_answers_wrongly_is_no_answer(answer):
    with rest_stand(answer) as stand, pytest.raises(LookupFailed):
        HttpWarranties(stand.url, "token").find(IMEI, "CA1")


def test_a_device_with_two_imeis_or_none_is_found(load, database):
    load(GOOD.replace(IMEI, f"{IMEI} / 356938035643809"), GOOD.replace(IMEI, "").replace(SERIAL, "C02XL0ABJGH5"))
    find = SqlWarranties(database).find
    assert all(find(number, "CA1") for number in (IMEI, "356938035643809", "C02XL0ABJGH5", as_keys("C02XL0ABJGH5")))


def test_a_device_that_gets_its_imei_later_stays_one(load, database):
    load(GOOD.replace(IMEI, ""))
    assert (load(GOOD).new, SqlWarranties(database).find(SERIAL, "CA1") is not None) == (0, True)


def test_a_device_without_any_number_or_with_an_end_before_its_start_is_named(load):
    (bad,) = load(GOOD.replace(IMEI, "").replace(SERIAL, "").replace("2028", "2025")).bad
    assert bad.advice == "give an imei or a serial, best both; ends: give a day that is not before starts"


def test_a_kind_of_benefit_twice_and_too_many_countries_are_named(load):
    benefit = "screen/active/2026-01-31/2027-01-31"
    (bad,) = load(GOOD.replace(benefit, f"{benefit}|{benefit}")).bad
    assert "once" in bad.advice
