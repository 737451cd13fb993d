"""Returns and exchanges: by the day of the purchase and the country's rule, a case, and an agent who knows of it."""

from datetime import date

import pytest
import yaml
from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.services.returns.cases import open_cases
from ivr.services.returns.files import read_rules, store_rule
from ivr.services.returns.source import HttpRules, day_of, open_returns
from ivr.services.returns.tables import ReturnCaseRow
from ivr.services.service import Context
from ivr.settings import PROJECT
from ivr.sources import LookupFailed, import_rows
from ivr.sources.http import BackEnd
from ivr.turn.commands import Outcomes
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings
from tests.telephony.rest_stand import rest_stand

TODAY = date(2026, 11, 22)
RULES = "country,return_days,exchange_days\nUS,15,30\nFR,14,30\nCN,7,15\n"
REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: %s\ncountry: %s\n'


@pytest.fixture
def load(tmp_path):
    def load(database, text=RULES):
        path = tmp_path / "rules.csv"
        path.write_text(text, encoding="utf-8")
        return import_rows(database, store_rule, read_rules(path, "US"))

    return load


@pytest.fixture
def context(sqlite_database, load):
    load(sqlite_database)
    return Context(line_settings(), sqlite_database, Clock())


@pytest.fixture
def caller(context):
    shop = Shop()
    ask = open_returns(context)
    shop.sources["return_period"] = lambda using: ask(using, "CA1").value
    return HotlineCaller(shop)


def test_inside_both_periods_by_voice(caller):
    caller.says("return my phone").says("november fifteenth")
    assert "Bought on November 15, 2026. You can return it until November 30, 2026." in caller.heard
    assert "You can exchange it until December 15, 2026. For a return, say a return or press 1." in caller.heard
    caller.says("a return").says("yes").says("yes")
    assert "Your case number is 1 2 3 4, 5 6 7 8. Please keep the receipt" in caller.heard
    assert caller.is_transferred_to("agents")
    assert caller.shop.done[-1].payload["return_wish"] == "return"


def test_past_the_return_only_an_exchange_is_offered_and_taken(caller):
    caller.says("exchange my phone").says("november first")
    assert "Returning it is no longer possible. You can exchange it until December 1, 2026." in caller.heard
    assert "For a return" not in caller.heard
    assert caller.says("a return").hears("return_over", "offer_exchange")
    assert caller.says("an exchange").hears("confirm_return_case")


def test_past_both_periods_the_warranty_is_named(caller):
    assert caller.says("return my phone").presses("20260901#").hears("bought_on", "return_all_over", "ways")


def test_days_that_are_none_or_to_come_are_asked_again(caller):
    assert caller.says("return my phone").says("november").hears("bought_no_day", "ask_bought")
    assert "That day, December 24, 2026, is still to come." in caller.presses("20261224#").heard
    assert caller.presses("20260231#").hears("nomatch") or "ask_bought" in " ".join(caller.prompts)


def test_a_country_without_a_rule_leads_to_an_agent(caller, sqlite_database):
    caller.shop.sources["return_period"] = lambda using: {"day": "2026-11-01", "future": False, "known": False}
    assert caller.says("return my phone").presses("20261101#").is_transferred_to("agents")


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("20261101", date(2026, 11, 1)),
        ("????1101", date(2026, 11, 1)),
        ("????1224", date(2025, 12, 24)),
        ("20261224", date(2026, 12, 24)),
        ("????0229", None),
        ("202611??", None),
        ("20260231", None),
        ("1", None),
    ],
)
def test_a_day_without_a_year_is_the_last_one(given, day):
    assert day_of(given, TODAY) == day


def test_the_last_day_still_counts(context):
    ask = open_returns(context)
    first, second = (ask({"bought": day, "region": {"country": "US"}}, "").value for day in ("20261107", "20261106"))
    assert (first["returns_open"], second["returns_open"]) == (True, False)


def test_a_case_is_opened_once(context):
    do = open_cases(context)
    wanted = {"return_wish": "return", "return_period": {"day": "2026-11-15", "country": "US"}, "caller": CALLER}
    assert do(wanted, "CA1:5:r") == do(wanted, "CA1:5:r")
    with context.database.reading() as session:
        (case,) = session.scalars(select(ReturnCaseRow))
    assert (case.bought, case.phone) == (date(2026, 11, 15), CALLER)


def test_rules_come_in_from_a_file_with_all_that_is_wrong_with_a_row(database, load):
    assert (load(database).new, load(database).new) == (3, 0)
    (bad,) = load(database, "country,return_days,exchange_days\nUtopia,soon,366\n").bad
    assert all(f"{column}: " in bad.advice for column in ("country", "return_days", "exchange_days"))


def test_a_back_end_is_asked_as_the_openapi_file_says():
    rule = {"rule": {"return_days": 15, "exchange_days": 30}}
    with rest_stand((200, rule), (200, {})) as stand:
        rules = HttpRules(BackEnd(stand.url, "token"))
        assert rules.rule("US", "CA1").exchange_days == 30
        with pytest.raises(LookupFailed):
            rules.rule("US", "CA1")
    assert stand.requests[0][0] in yaml.safe_load((PROJECT / "ivr/services/returns/openapi.yaml").read_text())["paths"]


HEARD = {
    "en": (("UTC", "US"), "A return or an exchange.", "You can return it until November 30, 2026.", "Your case number"),
    "fr": (("UTC", "FR"), "Un retour ou un échange.", "Vous pouvez le retourner jusqu'au 29 novembre 2026.", "dossier"),
    "zh": (("UTC", "CN"), "退货或换货。", "2026年11月22日以前可以退货。", "您的受理号是"),
}


@pytest.mark.parametrize("language", HEARD)
def test_a_whole_call_by_keys_in_each_language_opens_a_case(context, tmp_path, language):
    (zone, country), topic, told, opened = HEARD[language]
    (tmp_path / "here.yaml").write_text(REGION % (language, zone, country), encoding="utf-8")
    settings, clock = line_settings(regions=tmp_path), Clock()
    worker = Worker(context.database, handlers(settings, context.database, clock), clock=clock)
    at_once = Outcomes(context.database, sleep=lambda _: worker.work_off())
    line = Office(context.database, settings, clock, outcomes=at_once).line(caller=CALLER).rings()
    clock.passes(60)
    line.chooses(topic).presses("20261115")
    assert told.replace(" ", "") in line.heard.replace(" ", "")
    line.presses("1").presses("1").hears(opened)
    with context.database.reading() as session:
        assert len(session.scalars(select(ReturnCaseRow)).all()) == 1
