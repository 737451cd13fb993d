"""Whole calls in other languages: by keys from the first word to the last, and a change in mid-call."""

import pytest

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.line import CALLER

FACTOR = CUSTOMER_PHONE[-4:]
NOTICE_SECONDS = 60


def told(line, *keys):
    """Return the call as a supervisor reads it."""
    lines = [f"< {line.rings().heard}"]
    for pressed in keys:
        line.office.clock.passes(NOTICE_SECONDS)
        lines += [f"> {pressed}", f"< {line.presses(pressed).heard}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_repair_is_told_by_keys(open_office, golden, language):
    line = open_office(language).line()
    golden(f"repair_by_keys.{language}", told(line, "1", CUSTOMER_ORDER, FACTOR, "2"))


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_whoever_errs_is_led_to_an_agent(open_office, golden, language):
    line = open_office(language).line()
    golden(f"errors_by_keys.{language}", told(line, "5", "#", "1", "0"))


def test_the_documents_voice_is_that_of_the_language(open_office):
    line = open_office("fr").line().rings()
    assert {say.get("language") for say in line.document.iter("Say")} == {"fr-FR"}


def test_the_others_are_offered_in_their_own_words(open_office):
    line = open_office("en, fr, zh").line().rings()
    line.hears("Pour le français, appuyez sur le 8.").hears("中文服务请按7。")
    assert {"fr-FR", "zh-CN"} <= {say.get("language") for say in line.document.iter("Say")}


def test_a_key_in_the_opening_begins_again_in_that_language(open_office):
    line = open_office("en, fr").line().rings().presses("8")
    line.hears("Bienvenue au service clients").hears("Ne pas donner".lower()).hears("For English, press 8.")


def test_who_changes_in_the_opening_may_still_speak(open_office, clock):
    line = open_office("en, fr", hears=True).line().rings().presses("8")
    clock.passes(NOTICE_SECONDS)
    line.hears("Ce que vous dites est transcrit")
    assert "Start" in line.verbs or line.call.stream_status in ("starting", "open")


def test_the_language_changes_in_mid_call_and_what_was_given_stays(open_office, clock):
    line = open_office("en, fr").line().rings()
    clock.passes(NOTICE_SECONDS)
    line.presses("1").presses(CUSTOMER_ORDER).hears("phone number")
    line.presses("8").hears("Nous continuons en français.").hears("quatre derniers chiffres")
    line.presses(FACTOR).hears("Votre Tern").hears("en réparation depuis hier")


def test_a_language_may_be_asked_for_by_its_name(open_office, clock):
    line = open_office("en, fr, zh", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.says("speak chinese please", "language", grammar="everywhere").hears("我们用中文继续。")
    line.says("请 说 法语", "language", grammar="everywhere").hears("Nous continuons en français.")


def test_a_language_that_is_not_ours_brings_the_offers(open_office, clock):
    line = open_office("en, fr", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.says("do you speak spanish", "language", grammar="everywhere")
    line.hears("Pour le français, appuyez sur le 8.").hears("What is it about")


def test_a_caller_is_greeted_in_the_language_of_the_last_call(open_office, clock):
    office = open_office("en, fr")
    office.line().rings().presses("8").hangs_up()
    clock.passes(1)
    office.line("CA" + "2" * 32).rings().hears("Bienvenue")
    office.line("CA" + "3" * 32, "+12025550177").rings().hears("Acme service")


def test_withheld_numbers_share_no_language(open_office):
    office = open_office("en, fr")
    office.line(caller="anonymous").rings().presses("8").hangs_up()
    office.line("CA" + "2" * 32, "anonymous").rings().hears("Acme service")


def test_a_language_without_a_model_goes_by_keys_and_says_so(open_office, clock):
    office = open_office("fr, en", hears=True, without_model=frozenset({"fr"}))
    line = office.line().rings().hears("Utilisez les touches.")
    assert "Start" not in line.verbs
    clock.passes(NOTICE_SECONDS)
    line.presses("8").hears("We go on in English.")
    assert "Start" in line.verbs


def test_who_wants_keys_keeps_them_in_another_language(open_office, clock):
    line = open_office("en, fr", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.presses("9").presses("8")
    assert "Start" not in line.verbs
    line.hears("appuyez sur le 1")


def test_a_call_tells_whose_region_it_is_in(open_office):
    line = open_office("fr").line(caller=CALLER).rings()
    assert (line.call.region, line.call.language) == ("north", "fr")


def test_dates_are_those_of_the_regions_zone(open_office):
    office = open_office("en")
    assert str(office.edge.context.regions.of_number("+12025550100").zone) == "Europe/Paris"


def test_a_service_that_a_region_lacks_goes_to_an_agent(open_office, clock):
    line = open_office("en", "services: [warranty]\n").line().rings()
    clock.passes(NOTICE_SECONDS)
    line.presses("1").hears("agent")


@pytest.mark.parametrize(("key", "kept"), [("1", True), ("2", False)])
def test_recordings_are_kept_of_those_who_agree(open_office, clock, key, kept):
    line = open_office("en", "recording: opt-in\n", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.hears("keep recordings").presses(key).says("where is my repair", {"topic": "repair"})
    assert (line.transcript[-1].utterance_id is not None) == kept


def test_no_sound_is_kept_where_recording_is_off(open_office, clock):
    line = open_office("en", "recording: off\n", hears=True).line().rings().streams()
    clock.passes(NOTICE_SECONDS)
    line.says("where is my repair", {"topic": "repair"}).hears("order number")
    assert line.transcript[-1].utterance_id is None
