"""Terms, times and parcels come in from files; somebody else's system is asked as openapi.yaml says."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import yaml

from ivr.services.send_in.http_send_ins import HttpSendIns
from ivr.services.send_in.sql_send_ins import SqlSendIns
from ivr.settings import PROJECT
from ivr.sources import LookupFailed
from tests.services.send_in.conftest import SHIPMENTS, TERMS, TIMES
from tests.telephony.rest_stand import rest_stand

IMEI, NOW = "490154203237518", datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
NAMES = {"en": "Aurora\n5"}
PARCEL = {
    "way": "to_us",
    "carrier": "Swift",
    "scan": "collected",
    "place": "",
    "scanned_at": "2026-11-24T10:00:00+00:00",
}
REQUEST = {"number": "77001122", "model": NAMES, "way": "courier", "stage": "booked", "shipments": [PARCEL]}
TIME = {"id": "1", "starts": "2026-11-24T09:00:00", "ends": "2026-11-24T12:00:00"}
ASKED = {
    "/send-in/terms": (lambda back: back.terms(IMEI, "US", "CA1"), {"terms": {"accepts": "yes", "model": NAMES}}),
    "/send-in/times": (lambda back: back.pick_ups("US", "CA1"), {"days": [{"day": "2026-11-24", "times": [TIME]}]}),
    "/send-in/search": (lambda back: back.find(IMEI, "+12025550143", "CA1"), {"request": REQUEST}),
}


def test_the_terms_of_a_model_are_those_of_the_country(database, fill):
    send_ins = SqlSendIns(fill(database), lambda: NOW)
    here = send_ins.terms(IMEI, "US", "")
    assert (here.accepts, here.price, here.currency, here.model["zh"]) == ("yes", Decimal(89), "USD", "极光5")
    assert send_ins.terms(IMEI, "FR", "").currency == "EUR"
    assert [send_ins.terms(IMEI, country, "").accepts for country in ("GB", "JP")] == ["model", "region"]
    assert send_ins.terms("013740009998887", "US", "") is None


def test_a_second_import_changes_nothing_and_what_is_new_is_taken(sqlite_database, fill, bring_in):
    fill(sqlite_database)
    assert (bring_in(sqlite_database, "terms", TERMS).new, bring_in(sqlite_database, "times", TIMES).new) == (0, 0)
    bring_in(sqlite_database, "terms", TERMS.replace(",89,", ",95,"))
    assert SqlSendIns(sqlite_database).terms(IMEI, "US", "").price == 95


@pytest.mark.parametrize(
    ("kind", "row", "columns"),
    [
        ("terms", "12,Utopia,,,cheap,,0", ("imei_code", "country", "model", "price", "days")),
        ("times", "a b,Utopia,Here,soon,2026-11-24T09:00Z,many", TIMES.partition("\n")[0].split(",")),
        ("times", "US-9,US,America/New_York,2026-11-24T12:00,2026-11-24T09:00,1", ("ends",)),
        ("shipments", "x,there,,lost,,soon,later", ("request", "way", "carrier", "scan", "scanned_at", "expected")),
    ],
)
def test_a_bad_row_is_named_with_all_reasons(sqlite_database, bring_in, kind, row, columns):
    header = {"terms": TERMS, "times": TIMES, "shipments": SHIPMENTS}[kind].partition("\n")[0]
    (bad,) = bring_in(sqlite_database, kind, f"{header}\n{row}\n").bad
    assert all(f"{column}: " in bad.advice for column in columns), bad.advice


def test_a_parcel_of_an_unknown_request_is_noted(sqlite_database, bring_in):
    row = "11112222,to_us,Swift,collected,Boston,2026-11-24T10:00,2026-11-25"
    done = bring_in(sqlite_database, "shipments", f"{SHIPMENTS}{row}\n")
    assert [note.advice for note in done.notes] == ["no request has this number; the row was left out"]


@pytest.mark.parametrize("path", ASKED)
def test_a_back_end_is_asked_as_the_openapi_file_says(path):
    ask, answer = ASKED[path]
    with rest_stand((200, answer)) as stand:
        assert ask(HttpSendIns(stand.url, "token"))
    assert [asked for asked, _, _ in stand.requests] == [path]
    assert path in yaml.safe_load((PROJECT / "ivr/services/send_in/openapi.yaml").read_text())["paths"]


def test_what_a_back_end_says_is_made_fit_to_be_said():
    with rest_stand((200, {"request": REQUEST})) as stand:
        found = HttpSendIns(stand.url, "token").find(IMEI, "+12025550143", "CA1")
    assert (found.model, found.changes) == ({"en": "Aurora 5"}, False)


WRONG = [(200, {}), (200, b"no json"), (500, {}), (200, {"terms": {"accepts": "yes", "model": {}}})]


@pytest.mark.parametrize("answer", [*WRONG, (200, {"request": REQUEST | {"model": {"en": " "}}})])
def test_a_wrong_answer_is_none(answer):
    with rest_stand(answer) as stand:
        back_end = HttpSendIns(stand.url, "token")
        for ask in (lambda: back_end.terms(IMEI, "US", "CA1"), lambda: back_end.find(IMEI, "+12025550143", "CA1")):
            with pytest.raises(LookupFailed):
                ask()
