"""Whether a warranty can be extended is known from our tables or a back end, and comes in from files."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ivr.services.warranty.csv_rows import read_extensions
from ivr.services.warranty.demo import IMEI
from ivr.services.warranty.extensions import Terms, Where, extension_of
from ivr.services.warranty.http_warranties import HttpWarranties
from ivr.services.warranty.importer import store_extension, store_warranty
from ivr.services.warranty.sql_warranties import SqlWarranties
from ivr.services.warranty.warranties import Benefit, BenefitKind, BenefitStatus, Warranty
from ivr.sources import LookupFailed, Row, import_rows
from tests.telephony.rest_stand import rest_stand

HEADER = "model,country,price,currency,months,days,place"
GOOD = "Aurora  5,US,49.00,USD,12,365,both"
BEGAN, ENDS = date(2026, 1, 31), date(2028, 1, 31)
TERMS = Terms(Decimal("49.00"), "USD", 12, 365, Where.BOTH)
EXTENDED = Benefit(BenefitKind.EXTENSION, BenefitStatus.NOT_STARTED, ENDS, date(2029, 1, 31))
ANSWER = {"can": "yes", "months": 12, "price": "49.00", "currency": "USD", "until": "2027-01-31", "where": "shop"}


def warranty(*benefits):
    return Warranty("Aurora 5", BEGAN, ENDS, ("US",), benefits)


@pytest.mark.parametrize(
    ("benefits", "terms", "today", "can"),
    [
        ((), TERMS, date(2027, 1, 31), "yes"),
        ((), TERMS, date(2027, 2, 1), "late"),
        ((), None, date(2026, 3, 1), "no"),
        ((), TERMS, date(2028, 2, 1), "no"),
        ((EXTENDED,), TERMS, date(2026, 3, 1), "has"),
    ],
)
def test_a_warranty_is_extended_once_in_time_and_where_there_are_terms(benefits, terms, today, can):
    assert extension_of(warranty(*benefits), terms, today).can == can


def test_the_terms_of_model_and_country_come_from_a_file(database, tmp_path):
    path = tmp_path / "extensions.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    loaded = [import_rows(database, store_extension, read_extensions(path, "US")) for _ in range(2)]
    assert [(each.new, each.known) for each in loaded] == [(1, 0), (0, 1)]
    values = {"imei": (IMEI,), "serial": "", "model": "aurora 5", "starts": BEGAN, "ends": ENDS, "countries": "US"}
    import_rows(database, store_warranty, [Row(values | {"benefits": []})])
    known = SqlWarranties(database, lambda: datetime(2026, 11, 30, tzinfo=UTC))
    found = known.extension(IMEI, "US", "CA1")
    assert (found.can, found.price, found.until) == ("yes", Decimal("49.00"), date(2027, 1, 31))
    assert [known.extension(*asked, "CA1").can for asked in ((IMEI, "FR"), ("356938035643809", "US"))] == ["no", "no"]


def test_all_that_is_wrong_with_a_row_is_named(tmp_path, database):
    path = tmp_path / "extensions.csv"
    path.write_text(f"{HEADER}\nAurora 5,Mars,,gold,0,9999,moon\n", encoding="utf-8")
    (bad,) = import_rows(database, store_extension, read_extensions(path, "US")).bad
    assert all(f"{column}: " in bad.advice for column in HEADER.split(",")[1:])


def test_a_back_end_tells_of_extensions():
    with rest_stand((200, {"extension": ANSWER})) as stand:
        found = HttpWarranties(stand.url, "token").extension(IMEI, "US", "CA1")
    assert (found.can, found.price, found.where) == ("yes", Decimal("49.00"), Where.SHOP)


@pytest.mark.parametrize("answer", [{}, {"extension": {"can": "perhaps"}}, {"extension": {"can": "yes"}}])
def test_a_back_end_that_answers_wrongly_is_no_answer(answer):
    with rest_stand((200, answer)) as stand, pytest.raises(LookupFailed):
        HttpWarranties(stand.url, "token").extension(IMEI, "US", "CA1")
