"""Callers send their phone in: booked by voice and by keys in each language, looked up, changed and cancelled."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.outbox.tables import OutboxRow
from ivr.services.reach import reach_of
from ivr.services.send_in.address_link import open_link
from ivr.services.send_in.addresses import SqlAddresses, read_address
from ivr.services.send_in.booking import open_booking
from ivr.services.send_in.source import open_pick_ups, open_requests, open_terms
from ivr.services.send_in.tables import PickUpSeatRow, SendInRow
from ivr.services.service import Context
from ivr.turn.commands import Outcomes
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import IMEI, OWN_PHONE, Shop
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings
from tests.services.send_in.conftest import SHIPMENTS

SPOKEN_IMEI = "four nine zero one five four two zero three two three seven five one eight"
SPOKEN_PHONE = "two oh two five five five oh one four three"
REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: %s\ncountry: %s\n'


@pytest.fixture
def context(sqlite_database, fill):
    return Context(line_settings(), fill(sqlite_database), Clock())


@pytest.fixture
def caller(context):
    opened = {
        "send_in_terms": open_terms(context),
        "pick_ups": open_pick_ups(context),
        "send_in_phone": reach_of("send_phone")(context),
        "send_in": open_requests(context),
    }
    shop = Shop()
    for name, source in opened.items():
        shop.sources[name] = lambda using, ask=source: ask(using, "CA1").value
    shop.sources["warranties"] = lambda using: (
        shop.warranty({"device_number": using["device"]["imei"]}) | {"is_over": False}
    )
    return in_the_states(HotlineCaller(shop))


def in_the_states(caller):
    caller.state = replace(caller.state, slots={**caller.state.slots, "region": {"country": "US", "sms": True}})
    return caller


def ordered(caller):
    return caller.shop.done[-1].payload["send_order"]


def test_a_courier_is_booked_by_voice(caller):
    caller.says("send in my phone").says(SPOKEN_IMEI)
    assert "You can send your Aurora 5 in. Under warranty, shipping and check are free." in caller.heard
    assert "For Tuesday" in caller.says("courier").heard
    assert "For 9:00 AM to 12:00 PM, say one or press 1." in caller.says("the first one").heard
    assert "The courier comes Tuesday, November 24th, 1:00 PM to 5:00 PM." in caller.says("two").heard
    caller.says("yes").says("yes")
    assert "Booked. Your request number is 1 2 3 4, 5 6 7 8. I've sent you a text with a link." in caller.heard
    assert (ordered(caller)["pick_up"], ordered(caller)["phone"]) == ("US-2", OWN_PHONE)
    assert caller.hears("anything_else")
    assert "as a text" not in caller.heard  # one was just sent


def test_one_spoken_yes_books_nothing(caller):
    caller.says("send in my phone").says(SPOKEN_IMEI).says("courier").says("one").says("one").says("yes")
    assert caller.shop.done == []


def test_a_phone_that_was_named_before_is_not_asked_for_again(caller):
    caller.says("send in my phone").says(SPOKEN_IMEI).says("hand it in").says("no")
    caller.says("send in my phone")
    assert "Is it about your Aurora 5?" in caller.heard
    assert "You can send your Aurora 5 in." in caller.says("yes").heard


def test_where_a_parcel_is_may_be_texted_and_leads_to_its_page(caller, context, booked, bring_in):
    bring_in(context.database, "shipments", f"{SHIPMENTS}{booked},to_us,Swift,collected,,2026-11-21T15:00,\n")
    assert "To get this as a text" in asks(caller, booked).heard
    page = {"service": "send_in", "thing": booked, "purpose": "send_in", "about": {"phone": OWN_PHONE}}
    assert caller.state.slots["web_page"] == page


def test_who_hands_it_in_hears_where(caller):
    caller.says("send in my phone").presses(IMEI).says("hand it in").presses("1")
    assert caller.hears("send_bring", "ask_place")
    assert (ordered(caller)["way"], "pick_up" in ordered(caller)) == ("drop_off", False)


def test_an_imei_of_another_maker_is_asked_again_and_then_an_agent_helps(caller):
    caller.says("send in my phone").presses("356938035643809")
    assert caller.hears("send_not_model")  # known elsewhere
    caller = in_the_states(HotlineCaller(caller.shop)).says("send in my phone").presses("013740009998887")
    assert caller.hears("send_unknown", "ask_send_imei")
    caller.presses("013740009998887").presses("013740009998887")
    assert caller.is_transferred_to("agents")


def test_where_phones_are_not_sent_in_a_centre_is_offered(caller):
    caller.shop.sources["send_in_terms"] = lambda using: {
        "accepts": "region",
        "model": {"en": "Aurora 5"},
        "price": None,
        "days": 0,
    }
    assert caller.says("send in my phone").presses(IMEI).hears("send_not_here", "ask_place")


def test_a_time_that_is_gone_between_offer_and_yes_leads_to_those_that_are_left(caller):
    caller.says("send in my phone").presses(IMEI).presses("1").presses("1").presses("1")
    caller.shop.refuses = "taken"
    assert "For Tuesday" in caller.presses("1").heard
    assert "hotline: Somebody has just taken that one. These are free." in caller.transcript


def test_when_no_courier_comes_the_other_way_is_offered(caller):
    caller.shop.sources["pick_ups"] = lambda using: []
    caller.says("send in my phone").presses(IMEI).presses("1")
    assert caller.hears("no_pick_ups", "offer_drop_off")
    assert "courier" not in caller.heard.split("weeks.")[1]


def test_without_a_number_that_gets_texts_another_is_asked_for(context, caller):
    caller = in_the_states(HotlineCaller(caller.shop, number=None)).says("send in my phone").presses(IMEI)
    caller.presses("1").presses("1").presses("1")
    assert caller.hears("ask_send_phone")
    assert caller.presses("55501999#").hears("send_phone_wrong", "ask_send_phone")
    assert "The courier comes Tuesday" in caller.presses("2025550143#").heard


@pytest.fixture
def booked(context):
    """The number of a request that was made before."""
    order = {"imei": IMEI, "model": {"en": "Aurora 5"}, "phone": OWN_PHONE, "country": "US"}
    return open_booking(context)({"send_order": order | {"way": "courier", "pick_up": "US-1"}}, "CA9:1:b")["number"]


def asks(caller, number):
    return caller.says("send in my phone").presses(IMEI).says("my request").presses(f"{OWN_PHONE[2:]}#")


def test_a_request_is_found_by_the_imei_that_was_given_and_the_phone_number(caller, booked):
    asks(caller, booked)
    assert "The courier comes Tuesday, November 24th, 9:00 AM to 12:00 PM. We still need your address." in caller.heard
    assert caller.hears("offer_change", "offer_cancel", "offer_link")


def test_both_ways_of_a_parcel_are_told_the_last_first(caller, context, booked, bring_in):
    scans = f"{booked},to_us,Swift,delivered,,2026-11-20T10:00,\n{booked},to_you,Swift,in_transit,Albany,"
    bring_in(context.database, "shipments", f"{SHIPMENTS}{scans}2026-11-21T15:00,2026-11-23\n")
    asks(caller, booked)
    assert "Your Aurora 5 is on its way to you with Swift." in caller.heard
    assert "That was noted Saturday, November 21st at 3:00 PM in Albany." in caller.heard
    assert caller.heard.index("on its way to you") < caller.heard.index("has reached us")
    assert "It's expected" in caller.heard
    assert caller.hears("anything_else")  # nothing can be changed any more


def test_a_time_is_changed(caller, booked):
    asks(caller, booked).says("another time").says("two").presses("1")
    assert "Changed. The courier comes Wednesday, November 25th" in caller.heard
    assert (ordered(caller)["number"], ordered(caller)["pick_up"]) == (booked, "US-3")


@pytest.mark.parametrize("said", ["i will bring it myself", None])
def test_who_has_a_courier_may_hand_it_in_instead(caller, booked, said):
    asks(caller, booked)
    (caller.says(said) if said else caller.is_silent().presses("4")).presses("1")
    assert caller.hears("send_to_centre", "ask_place")
    assert (ordered(caller)["number"], ordered(caller)["way"], "pick_up" in ordered(caller)) == (
        booked,
        "drop_off",
        False,
    )


@pytest.fixture
def handed_in(context):
    """The number of a request of somebody who brings the phone."""
    order = {"imei": IMEI, "model": {"en": "Aurora 5"}, "phone": OWN_PHONE, "country": "US"}
    return open_booking(context)({"send_order": order | {"way": "drop_off"}}, "CA9:1:b")["number"]


@pytest.mark.parametrize("wish", ["have it picked up instead", "courier"])
def test_who_wanted_to_bring_it_may_have_a_courier_come_and_gets_the_link(caller, handed_in, wish):
    asks(caller, handed_in)
    assert caller.hears("send_awaited", "offer_cancel")
    caller.says(wish).says("one").says("two").presses("1")
    assert caller.hears("send_changed", "send_link_sent", "send_prepare")
    assert (ordered(caller)["was"], ordered(caller)["way"], ordered(caller)["pick_up"]) == (
        "drop_off",
        "courier",
        "US-2",
    )


def test_where_no_text_message_comes_an_agent_takes_the_address(caller, handed_in):
    caller.shop.sources["send_in_phone"] = lambda using: {"to": OWN_PHONE, "why": "landline"}
    assert asks(caller, handed_in).presses("5").is_transferred_to("agents")


def test_a_request_is_cancelled_by_key_only(caller, booked):
    asks(caller, booked).presses("2").says("yes")
    assert caller.shop.done == []
    assert caller.presses("1").hears("send_cancelled")


def test_the_link_is_sent_again(caller, booked):
    assert asks(caller, booked).says("send me the link").hears("send_link_sent")
    assert caller.shop.done[-1].kind == "text_send_in"
    assert "as a text" not in caller.heard


def test_who_gave_the_address_hears_that_it_can_be_changed_and_is_not_asked_for_it_again(caller, context, booked):
    written = read_address({"name": "Ada", "street": "1 Main Street", "city": "Boston"})[0]
    assert SqlAddresses(context.database).keep(booked, written)
    assert asks(caller, booked).says("send me the link").hears("send_link_sent_again")
    open_link(context)(caller.shop.done[-1].payload, "CA1:9:link")
    with context.database.reading() as session:
        texts = [row.payload["says"] for row in session.scalars(select(OutboxRow).where(OutboxRow.kind == "sms"))]
    assert texts[-1] == [["sms_send_in_page", {"number": booked}]]


def test_strangers_find_nothing_three_times_then_an_agent(caller, booked):
    caller.says("send in my phone").presses(IMEI).presses("3").presses("2025550199#")
    assert caller.hears("send_request_not_found", "ask_send_number")
    caller.presses(f"{booked}#").presses("2025550199#").presses(f"{booked}#").presses("2025550199#")
    assert caller.is_transferred_to("agents")


def test_wrong_tries_are_counted(context, booked):
    ask, wrong = open_requests(context), {"send_number": booked, "send_proof": "2025550199", "caller": "+12025550177"}
    (counted,) = ask(wrong, "CA1").commands
    assert (counted.kind, ask(wrong, "CA1").value) == ("count_attempt", None)


HEARD = {
    "en": (
        ("America/New_York", "US"),
        "Sending in a phone.",
        "You can send your Aurora 5 in. Shipping and check cost 89 US dollars.",
        "Booked. Your request number is",
        "Changed. No courier comes.",
    ),
    "fr": (
        ("Europe/Paris", "FR"),
        "L'envoi d'un téléphone.",
        "Vous pouvez envoyer votre Aurora 5. L'envoi et l'examen coûtent 79 euros.",
        "C'est réservé. Votre numéro de demande est le",
        "C'est changé. Le coursier ne passe plus.",
    ),
    "zh": (
        ("Asia/Shanghai", "CN"),
        "寄修手机。",
        "您的极光5可以寄修。运费和检测一共199元。",
        "办好了，您的申请号是",
        "改好了，快递员不再上门。",
    ),
}


@pytest.mark.parametrize("language", HEARD)
def test_a_whole_call_by_keys_in_each_language_books_commands_the_link_and_changes(context, tmp_path, language):
    (zone, country), topic, told, booked, changed = HEARD[language]
    (tmp_path / "here.yaml").write_text(REGION % (language, zone, country), encoding="utf-8")
    settings, database = line_settings(regions=tmp_path, sms_from=HOTLINE, sms_countries="US,FR,CN"), context.database
    clock = Clock()
    worker = Worker(database, handlers(settings, database, clock)[:-1], clock=clock)
    at_once = Outcomes(database, sleep=lambda _: worker.work_off())
    line = Office(database, settings, clock, outcomes=at_once).line(caller=CALLER).rings()
    clock.passes(60)
    line.chooses(topic).presses(IMEI)
    assert told.replace(" ", "") in line.heard.replace(" ", "")
    line.presses("1").presses("1").presses("1").presses("1")
    assert booked.replace(" ", "") in line.heard.replace(" ", "")
    with database.reading() as session:
        assert len(session.scalars(select(PickUpSeatRow)).all()) == len(session.scalars(select(SendInRow)).all()) == 1
        (text,) = session.scalars(select(OutboxRow).where(OutboxRow.kind == "sms"))
    assert (text.payload["to"], text.payload["language"]) == (CALLER, language)
    line.presses("1").chooses(topic).presses("1").presses("3").presses("4").presses("1")
    assert changed.replace(" ", "") in line.heard.replace(" ", "")
