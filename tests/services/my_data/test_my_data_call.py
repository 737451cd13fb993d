"""What callers hear about their data by voice, and whole calls by keys in each language, with real tables."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from ivr.calls.tables import UtteranceRow
from ivr.hotline.handlers import handlers
from ivr.outbox import Worker
from ivr.outbox.tables import OutboxRow
from ivr.privacy.requests import requests
from ivr.privacy.wishes import wishes_of
from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.repair.tables import RepairRow
from ivr.turn.commands import Outcomes
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import OWN_PHONE, Shop
from tests.line import HOTLINE, Clock, Office, line_settings

REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: UTC\ncountry: US\nrecording: notice\n'
TOPIC = {"en": "Your data.", "fr": "Vos données.", "zh": "您的个人信息。"}
NUMBER_IS = {"en": "Your request number is", "fr": "Votre numéro de demande est le", "zh": "您的申请号是"}
COPY = {
    "en": ("Those numbers don't fit together.", "You get a text with a link to your data"),
    "fr": ("Ces numéros ne vont pas ensemble.", "un SMS avec un lien vers vos données"),
    "zh": ("这些号码对不上", "您马上会收到短信，里面有您信息的链接"),
}
OPTED_OUT = {
    "en": {"1": "we keep no sound of your voice", "2": "We won't call you any more."},
    "fr": {"1": "votre voix", "2": "Nous ne vous appellerons plus."},
    "zh": {"1": "我们不再保存您的声音", "2": "我们不会再给您打电话"},
}


def calls_from(number=OWN_PHONE):
    shop = Shop()
    shop.sources["data_phone"] = lambda using: {"to": OWN_PHONE, "why": ""}
    caller = HotlineCaller(shop, number)
    caller.state = replace(caller.state, slots={**caller.state.slots, "region": {"country": "US", "sms": True}})
    return caller.says("what do you know about me")


def test_what_is_kept_and_why_is_told_and_then_what_can_be_done():
    caller = calls_from()
    assert caller.hears("data_kept", "data_kept_why", "data_kept_long", "offer_data_out")
    assert caller.is_silent().is_silent().hears("anything_else")


def test_an_erasure_by_voice_needs_a_code_a_number_and_a_key():
    caller = calls_from().says("delete everything").says("yes")
    assert "a code to the phone ending in 4 3" in caller.heard
    assert caller.says("one two three four five six").hears("ask_data_number")
    assert caller.says("my order number is four seven two nine").hears("confirm_data_erase")
    assert caller.says("yes").hears("confirm_by_key")
    assert "Your request number is 1 2 3 4, 5 6 7 8. All is deleted once you hang up." in caller.presses("1").heard
    assert [done.kind for done in caller.shop.done] == ["text_data_code", "prove_data", "request_data"]
    assert caller.shop.done[1].payload["data_code"] == "123456"


def test_who_was_verified_in_this_call_is_not_asked_for_a_number():
    caller = HotlineCaller().says("where is my repair order four seven two nine").presses("0143#")
    caller.state = replace(caller.state, slots={**caller.state.slots, "region": {"country": "US", "sms": True}})
    caller.shop.sources["data_phone"] = lambda using: {"to": OWN_PHONE, "why": ""}
    caller.says("my data").says("a copy").says("yes").presses("123456")
    assert caller.hears("data_number_is", "data_copy_comes")
    assert caller.shop.done[1].payload["identity"]["number"] == "4729"


def test_a_code_that_did_not_come_is_sent_again_and_wrong_ones_are_asked_again():
    caller = calls_from().says("a copy").says("yes")
    assert caller.says("it didn't come").hears("data_code_sent", "ask_data_code")
    caller.presses("123456").says("none")
    assert caller.hears("data_number_is")


@pytest.mark.parametrize(("reason", "told"), [("wrong", "data_not_proved"), ("expired", "data_code_expired")])
def test_what_is_refused_is_told(reason, told):
    caller = calls_from().says("a copy").says("yes").presses("123456")
    caller.shop.refuses = reason
    assert caller.presses("4729#").hears(told)


def test_where_no_text_can_be_sent_an_agent_takes_the_request():
    caller = calls_from()
    caller.shop.sources["data_phone"] = lambda using: {"to": OWN_PHONE, "why": "landline"}
    assert caller.says("a copy").says("yes").is_transferred_to("agents")


def test_another_number_than_the_one_called_from_is_read_back():
    caller = calls_from().says("a copy").says("no").says("two oh two five five five oh one eight seven")
    assert "2 0 2, 5 5 5, 0 1 8 7. Right?" in caller.heard


def test_opting_out_counts_at_once_by_voice():
    caller = calls_from().says("opt out").says("no recordings")
    assert caller.hears("data_no_recordings", "anything_else")
    assert [command.kind for command in caller.step.commands] == ["do_not_record"]
    assert caller.state.slots["recorded"] is False


def test_a_withheld_number_is_not_recorded_in_this_call_and_an_agent_notes_the_rest():
    assert calls_from(None).says("opt out").says("no recordings").hears("data_this_call_only")
    assert calls_from(None).says("opt out").says("neither").is_transferred_to("agents")


class Desk:
    """A hotline with demo repairs whose worker does all that is due but sending and calling."""

    def __init__(self, database, folder, language="en"):
        (folder / "here.yaml").write_text(REGION % language, encoding="utf-8")
        self.database, self.clock = database, Clock()
        self.settings = line_settings(regions=folder, sms_from=HOTLINE, data=folder)
        add_demo_repairs(database, self.clock())
        ours = [one for one in handlers(self.settings, database, self.clock) if one.kind not in ("sms", "call_person")]
        self.worker = Worker(database, ours, clock=self.clock)
        outcomes = Outcomes(database, sleep=lambda _: self.worker.work_off())
        self.line = Office(database, self.settings, self.clock, outcomes=outcomes).line(caller=CUSTOMER_PHONE).rings()
        self.clock.passes(60)

    @property
    def texts(self):
        with self.database.reading() as session:
            found = session.scalars(select(OutboxRow).where(OutboxRow.kind == "sms").order_by(OutboxRow.id))
            return [(row.payload["to"], row.payload["language"], *row.payload["says"][0]) for row in found]

    @property
    def code(self):
        return self.texts[-1][3]["code"]

    @property
    def requests(self):
        with self.database.reading_rows() as rows:
            return [(one.kind, one.status, one.phone) for one in requests(rows).requests]

    def count(self, table):
        with self.database.reading() as session:
            return len(session.scalars(select(table)).all())


@pytest.mark.parametrize("language", TOPIC)
def test_a_whole_call_by_keys_erases_in_each_language(sqlite_database, tmp_path, language):
    desk = Desk(sqlite_database, tmp_path, language)
    desk.line.chooses(TOPIC[language]).presses("3").presses("1").presses(desk.code).presses(CUSTOMER_ORDER)
    desk.line.presses("1").hears(NUMBER_IS[language])
    assert desk.requests == [("erase", "waiting", CUSTOMER_PHONE)]
    before = desk.count(RepairRow)
    desk.line.hangs_up()
    desk.clock.passes(900)
    desk.worker.work_off()
    assert desk.requests == [("erase", "done", None)]
    assert desk.count(RepairRow) < before
    ((to, written, prompt, _),) = desk.texts
    assert (to, written, prompt) == (CUSTOMER_PHONE, language, "sms_data_erased")


@pytest.mark.parametrize("language", TOPIC)
def test_a_copy_is_promised_by_a_link_and_a_wrong_number_does_not_help(database, tmp_path, language):
    wrong, comes = COPY[language]
    desk = Desk(database, tmp_path, language)
    desk.line.chooses(TOPIC[language]).presses("2").presses("1").presses(desk.code).presses("99999").hears(wrong)
    desk.line.presses(desk.code).presses(CUSTOMER_IMEI).hears(NUMBER_IS[language]).hears(comes)
    desk.worker.work_off()
    assert desk.requests == [("copy", "done", None)]
    assert desk.texts[-1][1:3] == (language, "sms_data_copy")


@pytest.mark.parametrize("language", TOPIC)
def test_opting_out_by_keys_keeps_no_sound_any_more(sqlite_database, tmp_path, language):
    desk = Desk(sqlite_database, tmp_path, language)
    for key, calls in (("1", True), ("2", False)):
        desk.line.chooses(TOPIC[language]).presses("1").presses(key).hears(OPTED_OUT[language][key])
        with sqlite_database.reading_rows() as rows:
            assert wishes_of(rows, CUSTOMER_PHONE) == {"texts": True, "calls": calls, "recordings": False}
        desk.line.presses("1")
    desk.line.mumbles("something to keep")
    with sqlite_database.reading() as session:
        assert session.scalars(select(UtteranceRow)).all() == []
