"""What people write to the hotline's number: stop, start and help in three languages, and what nobody reads."""

import pytest
from twilio.request_validator import RequestValidator

from ivr import calls
from ivr.languages import LANGUAGES
from ivr.messaging import is_opted_out, read_stop_words
from ivr.messaging.words import BadWords
from ivr.outbound import do_not_call
from ivr.outbox import Refused
from ivr.privacy.wishes import wishes_of
from ivr.settings import PROJECT
from tests.line import HOTLINE, TOKEN
from tests.messaging.texting import PHONE

WORDS = read_stop_words(PROJECT / "grammars", LANGUAGES)


@pytest.mark.parametrize(
    ("body", "wish", "language"),
    [
        ("STOP", "stop", "en"),
        (" Stop! ", "stop", "en"),
        ("stop sending me these", "stop", "en"),
        ("Unsubscribe", "stop", "en"),
        ("opt-out", "stop", "en"),
        ("Please stop texting me.", "stop", "en"),
        ("DON’T TEXT ME", "stop", "en"),
        ("ARRET", "stop", "fr"),
        ("Ne m'écrivez plus", "stop", "fr"),
        ("Arrêt", "stop", "fr"),
        ("désabonner", "stop", "fr"),
        ("退订", "stop", "zh"),
        ("退订，谢谢", "stop", "zh"),
        ("退訂", "stop", "zh"),
        ("别再发了！", "stop", "zh"),
        ("TD", "stop", "zh"),
        ("ｔｄ", "stop", "zh"),
        ("start", "start", "en"),
        ("Reprendre", "start", "fr"),
        ("恢复", "start", "zh"),
        ("HELP", "help", "en"),
        ("aide?", "help", "fr"),
        ("帮助", "help", "zh"),
        ("cancel my repair please", "", ""),
        ("Can you end this?", "", ""),
        ("nonstop trouble", "", ""),
        ("don't stop", "", ""),
        ("", "", ""),
        ("👍", "", ""),
        ("我的手机修好了吗", "", ""),
    ],
)
def test_words_are_understood_however_they_are_written(body, wish, language):
    assert WORDS.wish(body)[:2] == (wish, language)


STOPS = (
    "STOP please",
    "Please STOP",
    "stop!!! 🛑",
    "🛑 STOP",
    "S.T.O.P",
    "s t o p",
    "Stopp",
    "ok stop",
    "STOP STOP STOP",
    "stop it",
    "dont text me anymore",
    "don't contact me",
    "remove me from your list",
    "take me off this list",
    "unsubscribe me",
    "please unsubscribe",
    "I want to stop receiving texts",
    "leave me alone",
    "stop calling me",
    "Stop texting me",
    "Arretez svp",
    "arrête",
    "arrêtez les sms",
    "svp stop",
    "plus de sms svp",
    "ne m'envoyez plus de sms",
    "je ne veux plus recevoir de sms",
    "merci d'arrêter",
    "laissez-moi tranquille",
    "ARRÊTEZ",
    "请退订",
    "我要退订",
    "TD 谢谢",
    "请停止",
    "别再发短信",
    "拒收",
    "不要再给我发短信",
    "别打扰我",
    "退订！🙏",
    "ＳＴＯＰ",
)
"""What people write who want no more messages, beside the words they are told."""
GOES_ON = (
    "don't stop",
    "please don't stop sending me these",
    "non-stop",
    "stopped working",
    "can I stop by the centre",
    "end of the week?",
    "cancel my appointment",
    "arrêt de bus",
    "取消预约",
    "停止维修",
    "stopping by at 5",
    "TD bank",
    "n'arrêtez pas la réparation",
    "who is this",
    "thank you",
    "ok",
    "谢谢",
    "请",
    "please",
    "我的手机修好了吗",
    "merci",
    "when does my repair end",
)
"""What they write who want something else."""


@pytest.mark.parametrize("body", STOPS)
def test_a_stop_in_other_words_is_a_stop(body):
    assert WORDS.wish(body)[0] == "stop"


@pytest.mark.parametrize("body", GOES_ON)
def test_what_only_sounds_like_a_stop_is_none(body):
    assert WORDS.wish(body)[0] == ""


@pytest.mark.parametrize("content", [None, "", "stop: [a]", "stop: a\nstart: b\nhelp: c", "stop: [\n"])
def test_a_bad_file_of_words_is_refused_by_name(tmp_path, content):
    (tmp_path / "en").mkdir()
    if content is not None:
        (tmp_path / "en" / "text_words.yaml").write_text(content)
    with pytest.raises(BadWords, match=r"en/text_words\.yaml"):
        read_stop_words(tmp_path, ["en"])


@pytest.mark.parametrize(
    ("stop", "told", "start"),
    [
        ("please", "Nobody reads", ""),
        ("Stop sending", "No more texts or calls", "START"),
        ("arrêter", "plus de SMS ni d'appels", "reprendre"),
        ("退订", "您不会再收到", "恢复"),
    ],
)
def test_after_stop_nothing_is_sent_until_start(texting, stop, told, start):
    texting.lives(lambda world: world.writes(stop))
    assert told in texting.bodies[-1]
    assert opted_out(texting) is bool(start)
    if start:
        with pytest.raises(Refused, match="opted_out"):
            texting.messenger({"to": PHONE, "language": "en", "says": [["repair_kept", {}]]}, "CA1:1:sms")
        texting.lives(lambda world: world.writes(start))
        texting.lives(lambda world: world.sends())
        assert "Your repair goes on." in texting.bodies[-1]


def opted_out(world):
    with world.database.reading_rows() as rows:
        return is_opted_out(rows, PHONE)


def test_stop_is_answered_though_twilio_would_send_nothing_more(texting):
    texting.lives(lambda world: world.writes("STOP"))
    assert (opted_out(texting), texting.sent) == (True, [])  # Twilio answers this word itself


def test_help_names_the_number_to_call(texting):
    assert "+1 202-555-0100" in texting.lives(lambda world: world.writes("aide")).bodies[0]


def test_what_nobody_reads_is_answered_once_a_day(texting):
    def act(world):
        for _ in range(3):
            world.writes("Thank you so much for this!")

    texting.lives(act)
    assert len(texting.sent) == 1
    texting.clock.passes(24 * 3600)
    assert len(texting.lives(act).sent) == 2


def test_nothing_of_what_nobody_reads_is_kept(texting):
    texting.lives(lambda world: world.writes("My name is Ann"))
    assert [row.body for row in texting.rows] == [""]


def test_the_answer_is_in_the_language_of_the_last_call(texts_with):
    world = texts_with()
    with world.database.writing_rows() as rows:
        calls.begin(rows, calls.NewCall("CA1", "inbound", PHONE, HOTLINE, "fr", world.clock(), "default"))
    assert "Nobody reads" in world.lives(lambda world: world.writes("?")).bodies[0]  # the region speaks English only


def post(world, path, form, signed=True, query=""):
    url = world.settings.web_base + path + query
    signature = RequestValidator(TOKEN).compute_signature(url, form) if signed else "no"
    return world.office.app.test_client().post(path + query, data=form, headers={"X-Twilio-Signature": signature})


SENT = {"From": PHONE, "To": HOTLINE, "Body": "STOP", "MessageSid": "SM" + "1" * 32}


def test_strangers_stop_nobody(texts_with):
    world = texts_with()
    assert post(world, "/sms", SENT, signed=False).status_code == 403
    assert post(world, "/sms/status", {}, signed=False, query="?message=x").status_code == 403
    assert not opted_out(world)


def test_where_twilio_answers_itself_we_say_nothing(texts_with):
    world = texts_with()
    answer = post(world, "/sms", SENT | {"OptOutType": "STOP"})
    assert (answer.data, opted_out(world)) == (b"<Response></Response>", True)


@pytest.mark.parametrize("form", [SENT | {"From": "40404"}, SENT | {"From": "Bank"}])
def test_short_codes_and_names_are_not_answered(texts_with, form):
    world = texts_with()
    assert (post(world, "/sms", form).data, world.rows) == (b"<Response></Response>", [])


@pytest.mark.parametrize(
    ("path", "form", "query"),
    [
        ("/sms", SENT | {"Body": "a\0b"}, ""),
        ("/sms", SENT | {"MessageSid": "1"}, ""),
        ("/sms/status", {"MessageStatus": "sent"}, "?message=x"),
        ("/sms/status", SENT, ""),
        ("/sms/status", SENT | {"ErrorCode": "abc"}, "?message=x"),
    ],
)
def test_odd_parameters_are_refused(texts_with, path, form, query):
    assert post(texts_with(), path, form, query=query).status_code == 400


def test_a_status_of_an_unknown_message_changes_nothing(texts_with):
    assert post(texts_with(), "/sms/status", SENT | {"MessageStatus": "sent"}, query="?message=x").status_code == 204


def wishes(texting):
    with texting.database.reading_rows() as rows:
        return wishes_of(rows, PHONE)


@pytest.mark.parametrize(("stop", "start"), [("STOP", "START"), ("Arrêt", "Reprendre"), ("退订", "恢复")])
def test_a_word_for_stop_ends_calls_too_and_one_for_start_brings_them_back(texts_with, stop, start):
    texting = texts_with()
    texting.lives(lambda it: it.writes(stop))
    assert wishes(texting) == {"texts": False, "calls": False, "recordings": True}
    texting.lives(lambda it: it.writes(start))
    assert wishes(texting) == {"texts": True, "calls": True, "recordings": True}


def test_start_does_not_bring_calls_back_that_were_refused_in_a_call(texts_with):
    texting = texts_with()
    with texting.database.writing_rows() as rows:
        do_not_call(rows, PHONE, "stop", texting.clock())
    texting.lives(lambda it: (it.writes("STOP"), it.writes("START")))
    assert wishes(texting) == {"texts": True, "calls": False, "recordings": True}
