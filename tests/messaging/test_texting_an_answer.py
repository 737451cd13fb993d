"""Callers have what they were told sent to their phone, by key or by voice."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from ivr.dialog.instructions import Say
from ivr.dialog.script import Goto
from ivr.hotline.handlers import handlers
from ivr.hotline.pages import open_pages
from ivr.languages import LANGUAGES
from ivr.messaging.order import read_order
from ivr.outbox import Handler, Worker
from ivr.services.repair.demo import add_demo_repairs
from ivr.services.texts.forms.text_answer import check_answer
from ivr.settings import PROJECT
from ivr.speech.grammar import load
from ivr.turn.commands import Outcomes
from tests.line import Office
from tests.messaging.texting import PHONE, Texting


class Calling(Texting):
    """A caller on the line of a hotline that sends text messages; a worker sends them when the caller waits."""

    def __init__(self, database, caller=PHONE, **settings):
        super().__init__(database, **settings)
        add_demo_repairs(database, self.clock())
        self.office = Office(database, self.settings, self.clock, outcomes=Outcomes(database, patience=0.0))
        self.line = self.office.line(caller=caller)

    def hears_of_the_repair(self):
        line = self.line.rings().presses("1").presses("472916").presses("2025550143")
        return line.hears("Your Tern 12 Pro has been in repair")

    def gets(self, line):
        """Wait until the message is sent."""
        made = [
            replace(each, do=self.messenger) for each in handlers(self.settings, self.database) if each.kind == "sms"
        ]
        assert isinstance(made[0], Handler)
        Worker(self.database, made, clock=self.clock).work_off()
        return line.waits()


@pytest.fixture
def calling(sqlite_database):
    return Calling(sqlite_database)


def test_an_answer_is_offered_and_sent_by_a_key(calling):
    def act(world):
        line = world.hears_of_the_repair().hears("To get this as a text, press 3.")
        world.gets(line.presses("3")).hears("I've sent it to the phone ending in 4 3.").hears("Anything else?")

    (body,) = calling.lives(act).bodies
    assert body.startswith("Acme: Your Tern 12 Pro has been in repair since Nov 21, 2026.")
    assert "Anything else" not in body
    assert [(row.call_sid, row.to) for row in calling.rows] == [(calling.line.sid, PHONE)]


def test_it_is_offered_once_a_call(calling):
    calling.lives(lambda world: world.hears_of_the_repair())
    line = calling.line.presses("1").presses("1").presses("1")
    assert "Tern 12 Pro" in line.heard
    assert "as a text" not in line.heard


def test_the_text_leads_to_the_page_of_the_repair(calling):
    calling.lives(lambda world: world.gets(world.hears_of_the_repair().presses("3")))
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/p/[\w-]{22})", calling.bodies[0])
    app = Flask("site")
    app.jinja_env.globals["brand"] = "Acme"
    app.register_blueprint(open_pages(calling.settings, calling.database, calling.clock).blueprint())
    assert "Your Tern 12 Pro has been in repair since Nov 21, 2026." in app.test_client().get(link).text
    assert link not in calling.rows[0].body


@pytest.mark.parametrize(("served", "leads"), [(["repair"], True), (["repair", "warranty"], False), ([], False)])
def test_only_the_answer_of_the_service_that_answered_last_leads_to_its_page(served, leads):
    known = {"service": "repair", "number": "472916", "kind": "order", "factor": "0143"}
    page = {"service": "repair", "thing": "472916"}
    answer = {"language": "en", "says": [["cost_nothing", {}]]}
    payload = {"text_to": PHONE, "answer": answer, "web_page": page, "identity": known, "served": served}
    assert bool(read_order(payload, "CA1:1:text_sent").link) is leads


def test_the_text_says_no_more_than_the_call_did(calling):
    calling.lives(lambda world: world.gets(world.hears_of_the_repair().presses("3")))
    assert "0143" not in calling.bodies[0]
    assert "4729" not in calling.bodies[0]


def test_a_caller_without_a_number_is_asked_for_one(sqlite_database):
    def act(world):
        line = world.hears_of_the_repair().presses("3").hears("Type the mobile number")
        world.gets(line.presses("2025550177")).hears("the phone ending in 7 7")

    world = Calling(sqlite_database, caller="anonymous").lives(act)
    assert [message["to"] for message in world.sent] == ["+12025550177"]


def test_a_spoken_number_is_read_back_however_clear_it_was(sqlite_database):
    world = Calling(sqlite_database, caller="anonymous")

    def act(world):
        line = world.hears_of_the_repair().presses("3")
        line.says_digits("2025550177").hears("2 0 2, 5 5 5, 0 1 7 7. For yes")
        world.gets(line.presses("1")).hears("the phone ending in 7 7")

    assert len(world.lives(act).sent) == 1


def test_two_numbers_that_get_no_texts_end_it(sqlite_database):
    def act(world):
        line = world.hears_of_the_repair().presses("3")
        line.presses("8005550143").hears("can't send a text to that number").hears("Type the mobile number")
        line.presses("8765550143").hears("can't send a text to that number").hears("Anything else?")

    assert Calling(sqlite_database, caller="anonymous").lives(act).sent == []


def test_who_calls_from_a_landline_is_told_and_asked_for_another_number(sqlite_database):
    def act(world):
        line = world.hears_of_the_repair().presses("3")
        line.hears("That phone gets no texts.").hears("Type the mobile number")

    Calling(sqlite_database, caller="+18005550143").lives(act)


def test_a_landline_that_only_twilio_knows_is_told_too(sqlite_database):
    def act(world):
        line = world.gets(world.hears_of_the_repair().presses("3"))
        line.hears("That phone gets no texts.").hears("Type the mobile number")
        world.gets(line.presses("2025550177")).hears("the phone ending in 7 7")

    Calling(sqlite_database, caller="+15005550009").lives(act)


def test_who_said_stop_hears_so_and_how_to_change_it(calling):
    calling.lives(lambda world: world.writes("STOP"))
    calling.lives(lambda world: world.hears_of_the_repair().presses("3").hears("That phone once answered STOP"))
    assert calling.sent == []


def test_a_region_without_texts_offers_none_and_says_so(sqlite_database, tmp_path):
    (tmp_path / "here.yaml").write_text("languages: [en]\ntimezone: UTC\ncountry: US\nsms: false\n")
    world = Calling(sqlite_database, regions=tmp_path)
    line = world.hears_of_the_repair()
    assert "as a text" not in line.heard
    line.presses("3").hears("I can't send texts here.")


def test_without_an_answer_there_is_nothing_to_send():
    assert check_answer({"region": {"sms": True}}) == (Say("text_nothing"), Goto("anything_else"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("text me", "can you text me that please", "send it to my phone", "yes send me a text")),
        ("fr", ("par message", "envoyez le moi par message", "oui pouvez vous m'envoyer ça par texto")),
        ("zh", ("发 短信 给我", "短信 发给我 吧", "请 把 这个 发到 手机")),
    ],
)
def test_it_is_asked_for_by_voice(language, words):
    grammar = load("anything_else", folder=PROJECT / "grammars" / language, language=LANGUAGES[language])
    for said in words:
        assert [meaning.value for meaning in grammar.meanings(said)] == [{"more": "text"}], said


def test_a_quote_is_sent_before_it_is_answered(calling):
    def act(world):
        line = world.line.fetch("/voice?form=quote").presses("473088").presses("2025550143")
        world.gets(line.hears("would cost").presses("4")).hears("I've sent it").hears("Anything else?")

    (body,) = calling.lives(act).bodies
    assert "would cost" in body
    assert "To approve" not in body
    assert "/p/" in body
