"""Callers hear what a new screen costs, by voice and by keys, in each language."""

import pytest

from ivr.services.screen.csv_rows import read_prices
from ivr.services.screen.importer import store_price
from ivr.services.screen.source import open_models, open_prices
from ivr.services.service import Context
from ivr.sources import import_rows
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings
from tests.services.screen.test_prices import HEADER, ROWS

REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: UTC\ncountry: %s\n'
TOLD = "A new screen for your Aurora 5 costs 75 US dollars in our plan, not 150 US dollars."


@pytest.fixture
def database(sqlite_database, tmp_path):
    path = tmp_path / "prices.csv"
    path.write_text("\n".join((HEADER, *ROWS, "Aurora 5,,,CN,screen,900,CNY,450,2027-03-31,centre")), encoding="utf-8")
    import_rows(sqlite_database, store_price, read_prices(path, "US"))
    return sqlite_database


@pytest.fixture
def caller(database):
    shop, context = Shop(), Context(line_settings(), database, Clock())
    for name, opened in {"models": open_models(context), "part_prices": open_prices(context)}.items():
        shop.sources[name] = lambda using, ask=opened: ask(using, "CA1").value
    return HotlineCaller(shop)


def test_a_screen_in_the_plan_by_voice(caller):
    caller.says("a new screen").says("aurora five")
    assert TOLD in caller.heard
    assert "That is until March 31, 2027." in caller.heard
    assert "A battery costs 79 US dollars, work included." in caller.says("battery").heard
    assert "Sending in a phone. Press 1. A service centre. Press 2." in caller.says("no thanks").heard
    assert caller.says("no thanks").hears("anything_else")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("how much would you charge me for a fresh battery", "A battery costs 79 US dollars"),
        ("what would a replacement battery set me back", "A battery costs 79 US dollars"),
        ("what does it cost to swap the charging socket", "I have no price of that."),
    ],
)
def test_a_part_that_is_named_at_once_is_told_after_the_model(caller, words, told):
    caller.says(words).hears("ask_model")
    assert caller.says("aurora five").heard.startswith(told)
    assert caller.says("no thanks").hears("ways", "topic_send_in")


def test_a_part_that_is_not_named_is_asked_for(caller):
    caller.wishes("what do spare parts cost", "part_price").says("aurora five")
    assert "For the price of a part, say battery, camera or charging port." in caller.heard
    assert "A battery costs 79 US dollars" in caller.says("what about the battery").heard


def test_the_price_of_a_screen_is_told_as_before(caller):
    assert TOLD in caller.says("how much would a new screen be").says("aurora five").heard


def test_a_screen_by_keys_only(caller):
    caller.presses("9").chooses("screen").presses("2876725#")
    assert TOLD in caller.heard
    assert caller.presses("5").heard.startswith("I have no price of that.")


def test_a_model_by_its_imei(caller):
    assert TOLD in caller.says("a new screen").presses("490154203237518").heard


def test_models_that_begin_alike_are_offered(caller):
    caller.says("a new screen").presses("287#")
    assert "For Aurora 5, say one or press 1. For Aurora 5 Pro, say two or press 2." in caller.heard
    assert "costs 190 US dollars. It isn't in the plan." in caller.says("the second one").heard


def test_an_unknown_model_is_asked_again(caller):
    assert caller.says("a new screen").says("tern nine pro").hears("model_unknown", "ask_model")


def test_a_model_that_is_heard_badly_is_read_back(caller):
    assert "aurora 5. Is that right?" in caller.says("a new screen").says("aurora five", unclearly=True).heard


def test_who_says_nothing_goes_on(caller):
    assert caller.says("a new screen").says("aurora five").is_silent().is_silent().hears("ways", "topic_send_in")


@pytest.mark.parametrize(
    ("language", "country", "topic", "told"),
    [
        ("en", "US", "A broken screen. Press", TOLD),
        (
            "fr",
            "FR",
            "Un écran cassé. Appuyez sur le",
            "Un nouvel écran pour votre Aurora 5 coûte 140 euros. L'offre ne s'applique pas.",
        ),
        ("zh", "CN", "屏幕坏了。 请按", "您的极光5换屏优惠价450元，原价900元。"),
    ],
)
def test_a_whole_call_by_keys_in_each_language(database, tmp_path, language, country, topic, told):
    (tmp_path / "here.yaml").write_text(REGION % (language, country), encoding="utf-8")
    clock = Clock()
    line = Office(database, line_settings(regions=tmp_path), clock).line(caller=CALLER).rings()
    clock.passes(60)
    line.chooses(topic).presses("490154203237518")
    assert told.replace(" ", "") in line.heard.replace(" ", "")
