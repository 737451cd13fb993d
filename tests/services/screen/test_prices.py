"""Prices of parts come in from files, and are found in our tables and in somebody else's system."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import yaml

from ivr.services.screen.csv_rows import read_prices
from ivr.services.screen.demo import demo_prices
from ivr.services.screen.http_prices import HttpPrices
from ivr.services.screen.importer import store_price
from ivr.services.screen.sql_prices import SqlPrices
from ivr.settings import PROJECT
from ivr.sources import LookupFailed, import_rows
from tests.telephony.rest_stand import rest_stand

HEADER = "model,model_zh,imei_codes,country,part,price,currency,plan_price,plan_until,plan_where"
SCREEN = "Aurora 5,极光5,49015420,US,screen,150,USD,75,2027-03-31,both"
ROWS = (
    SCREEN,
    "Aurora 5,,,US,battery,79,,,,",
    "Aurora 5 Pro,,,US,screen,190,USD,,,",
    "Aurora 5,,,FR,screen,140,,,,",
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
PRICE = {"part": "screen", "price": "150", "currency": "USD"}
MODEL = {"id": "aurora 5", "name": {"en": "Aurora 5"}}


@pytest.fixture
def load(database, tmp_path):
    def load(*lines):
        path = tmp_path / "prices.csv"
        path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
        return import_rows(database, store_price, read_prices(path, "US"))

    return load


def test_models_and_prices_are_found(load, database):
    assert load(*ROWS).new == 4
    prices = SqlPrices(database, lambda: NOW)
    found = {sought: [model.id for model in prices.models(sought, "")] for sought in ("aurora 5", "287672", "2876725")}
    assert found == {
        "aurora 5": ["aurora 5"],
        "287672": ["aurora 5", "aurora 5 pro"],
        "2876725": ["aurora 5"],
    }
    assert [model.id for model in prices.models("490154203237518", "")] == ["aurora 5"]
    battery, screen = prices.prices("aurora 5", "US", "")
    assert (battery.price, battery.currency, battery.plan_price) == (Decimal(79), "USD", None)
    assert (screen.plan_price, screen.plan_until) == (Decimal(75), date(2027, 3, 31))
    (french,) = prices.prices("aurora 5", "FR", "")
    assert french.currency == "EUR"


def test_nothing_is_found_of_what_is_not_there(load, database):
    load(*ROWS)
    prices = SqlPrices(database)
    assert [prices.models(sought, "") for sought in ("aurora 99", "2", "999", "356938035643809", "")] == [()] * 5
    assert prices.prices("aurora 5", "JP", "") == ()


def test_a_plan_that_is_over_is_none(load, database):
    load(SCREEN)
    (screen,) = SqlPrices(database, lambda: datetime(2027, 4, 1, tzinfo=UTC)).prices("aurora 5", "US", "")
    assert screen.plan_price is None


def test_a_second_import_changes_nothing_and_a_new_price_is_taken(load, database):
    load(*ROWS)
    assert load(*ROWS).new == 0
    load(SCREEN.replace(",75,", ",60,"))
    prices = SqlPrices(database, lambda: NOW)
    assert prices.prices("aurora 5", "US", "")[1].plan_price == 60
    assert prices.models("aurora 5", "")[0].name == {"en": "Aurora 5", "zh": "极光5"}


def test_a_bad_row_is_named_with_all_reasons(load):
    first, second, third = load(
        ",,12,Utopia,window,cheap,,,,", SCREEN.replace(",75,", ",175,").replace(",both", ","), ROWS[1] + "x"
    ).bad
    assert all(f"{column}: " in first.advice for column in ("model", "imei_codes", "country", "part", "price"))
    assert "plan_price: give less than the price; plan_until, plan_where: give both" in second.advice
    assert "plan_where: use one of centre, send_in, both" in third.advice


def test_the_plan_of_the_demo_is_for_more_than_forty_models_at_half_price_at_most():
    planned = [row for row in demo_prices(NOW.date()) if row["plan_price"]]
    assert len({row["name"]["en"] for row in planned}) == 45
    assert all(Decimal(row["plan_price"]) * 2 <= Decimal(row["price"]) for row in planned)


def test_a_back_end_is_asked_as_the_openapi_file_says():
    with rest_stand((200, {"models": [MODEL]}), (200, {"prices": [PRICE]})) as stand:
        prices = HttpPrices(stand.url, "token")
        assert [model.id for model in prices.models("aurora 5", "CA1")] == ["aurora 5"]
        assert [price.price for price in prices.prices("aurora 5", "US", "CA1")] == [Decimal(150)]
    paths = yaml.safe_load((PROJECT / "ivr/services/screen/openapi.yaml").read_text())["paths"]
    assert [path for path, _, _ in stand.requests] == list(paths)


@pytest.mark.parametrize("answer", [(200, {}), (200, b"no json"), (200, {"models": [{}], "prices": [{}]}), (500, {})])
def test_a_wrong_answer_is_none(answer):
    with rest_stand(answer) as stand:
        prices = HttpPrices(stand.url, "token")
        for ask in (lambda: prices.models("a", "CA1"), lambda: prices.prices("a", "US", "CA1")):
            with pytest.raises(LookupFailed):
                ask()
