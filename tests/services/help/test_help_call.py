"""Callers ask how to use their phone: in their own words, and by keys in each language."""

import pytest

from ivr.services.help.source import open_articles, open_common, open_counter, open_steps
from ivr.services.service import Context
from tests.callflow.hotline_caller import HotlineCaller
from tests.callflow.shop import Shop
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings

REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: UTC\ncountry: US\n'
SCREENSHOT = "Press the power key and volume down together for a second."
WITH_TEXTS = {"country": "US", "currency": "USD", "open": True, "opens": None, "sms": True, "unserved": []}


class Library(Shop):
    """Answers from the demo's articles, and counts what was told."""

    def __init__(self, database):
        super().__init__()
        context = Context(line_settings(), database, Clock())
        opened = {"help_articles": open_articles, "help_common": open_common, "help_steps": open_steps}
        for name, asked in {name: opening(context) for name, opening in opened.items()}.items():
            self.sources[name] = lambda using, ask=asked: ask(using, "CA1").value
        self.sources["text_reach"] = lambda using: {"to": using["caller"], "why": ""}
        self.count = open_counter(context)


@pytest.fixture
def caller(articles):
    return HotlineCaller(Library(articles))


def with_texts(caller):
    caller.state = type(caller.state)(**{**vars(caller.state), "slots": {**caller.state.slots, "region": WITH_TEXTS}})
    return caller


def test_what_was_asked_at_the_main_question_is_not_asked_again(caller):
    caller.wishes("how do i take a screenshot", "help")
    assert "Take a screenshot. Press the power key" in caller.heard
    assert caller.is_asked("help_wish")


def test_words_that_only_ask_for_help_lead_to_the_question(caller):
    caller.wishes("i need help with my phone", "help")
    assert caller.hears("ask_help")
    assert SCREENSHOT in caller.says("can i save a picture of what is on the screen a screenshot").heard


def test_of_two_near_articles_one_is_chosen(caller):
    caller.wishes("can i delete many contacts at once", "help")
    assert "Remove apps, also those that came with the phone: say two or press 2." in caller.heard
    assert "Choose the SIM card, a file or your account." in caller.says("the first one").heard


def test_neither_of_two_is_honest(caller):
    caller.wishes("can i delete many contacts at once", "help").presses("4")
    assert caller.hears("help_unsure", "offer_again", "offer_common", "offer_agent")


def test_what_no_article_answers_is_said_to_be_unsure_and_an_agent_is_offered(caller):
    caller.says("help with my phone").says("where can i buy bread around here")
    assert "I'm not sure I know that." in caller.heard
    assert caller.says("an agent").is_transferred_to("agents")


def test_who_was_not_answered_three_times_gets_an_agent(caller):
    caller.says("help with my phone").says("where can i buy bread")
    caller.says("other words").says("who bakes good bread").says("other words").says("bread please somewhere")
    assert caller.is_transferred_to("agents")


def test_a_wrong_answer_leads_to_another_way(caller):
    caller.wishes("how do i take a screenshot", "help")
    assert caller.says("that's not it").hears("help_unsure", "offer_again", "offer_common", "offer_agent")
    assert SCREENSHOT not in caller.says("common questions").heard
    assert "Take a screenshot: say one or press 1." in caller.heard


def test_the_steps_are_sent_to_the_phone(caller):
    caller = with_texts(caller).wishes("how do i take a screenshot", "help")
    caller.says("send me the steps")
    (sent,) = [each for each in caller.shop.done if each.kind == "sms"]
    assert sent.payload["answer"]["says"][0][1]["steps"].startswith("1. Open what you want to keep.")


def test_the_guide_for_parents_is_sent(caller):
    caller = with_texts(caller).says("help with my phone").says("the guide for parents")
    (sent,) = [each for each in caller.shop.done if each.kind == "sms"]
    assert sent.payload["answer"]["says"] == [["sms_parents_guide", {}]]


def test_the_guide_by_keys_is_told_where_no_texts_are_sent(caller):
    caller.presses("9").chooses("help").presses("2")
    assert "Set up screen time first" in caller.heard
    assert caller.is_asked("more")


def test_where_no_texts_are_sent_none_is_offered(caller):
    assert "send you the steps" not in caller.wishes("how do i take a screenshot", "help").heard


def test_who_says_nothing_goes_on(caller):
    assert caller.wishes("how do i take a screenshot", "help").is_silent().is_silent().hears("anything_else")


def test_a_danger_is_heard_at_any_question(caller):
    caller.says("help with my phone").says("smoke coming out of it")
    assert "Stop using the phone, and do not charge it." in caller.heard
    assert caller.is_transferred_to("agents")


def test_a_danger_is_heard_after_an_answer(caller):
    caller.wishes("how do i take a screenshot", "help").says("it's too hot to touch")
    assert caller.is_transferred_to("agents")


def test_keys_of_another_call_do_not_repeat_an_old_question(caller):
    caller.wishes("how do i take a screenshot", "help").says("that was it").says("yes")
    assert caller.chooses("help").hears("ask_help")


def test_what_is_told_most_is_offered_first(caller):
    wanted = {"article": {"id": "imei"}, "language": "en"}
    for number in range(2):
        caller.shop.count(wanted, f"CA{number}:1:count_article")
    caller.presses("9").chooses("help").presses("1")
    assert caller.heard.startswith("Find the IMEI number: press 1. Take a screenshot: press 2.")


def test_further_questions_are_on_the_next_pages(caller):
    caller.presses("9").chooses("help").presses("1").presses("4").presses("4").presses("4")
    assert caller.heard.startswith("Take a screenshot: press 1.")
    assert SCREENSHOT in caller.presses("1").heard


@pytest.mark.parametrize(
    ("language", "topic", "told"),
    [
        ("en", "How to use your phone. Press", SCREENSHOT),
        ("fr", "L'utilisation de votre téléphone. Appuyez sur le", "Appuyez une seconde sur la touche marche"),
        ("zh", "手机使用方法。请按", "同时按住电源键和音量减键一秒。"),
    ],
)
def test_a_common_question_by_keys_in_each_language(articles, tmp_path, language, topic, told):
    (tmp_path / "here.yaml").write_text(REGION % language, encoding="utf-8")
    clock = Clock()
    line = Office(articles, line_settings(regions=tmp_path), clock).line(caller=CALLER).rings()
    clock.passes(60)
    line.chooses(topic).presses("1").presses("1")
    assert told.replace(" ", "") in line.heard.replace(" ", "")
