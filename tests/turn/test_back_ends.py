"""A repair shop's own system answers for us: slowly, wrongly, or not at all."""

import json

import pytest

from ivr.services.repair.http_repairs import HttpRepairs
from ivr.services.repair.source import repairs_source
from ivr.sources import Answer
from ivr.turn.lookups import LookUps
from tests.line import Office
from tests.telephony.rest_stand import rest_stand

REPAIR = {
    "order": "472916",
    "model": "Aurora 5",
    "stage": "in_repair",
    "since": "2026-11-20T09:00:00+00:00",
    "doing": "replacing the screen",
    "promised": None,
    "centre": "Market Square",
    "cost": None,
    "currency": "USD",
}


def call(office, url):
    """Ask for a repair by keys; the back end is at the URL."""
    repairs = repairs_source(HttpRepairs(office.database, url, "token", now=office.clock))
    sources = {"repairs": repairs, "repair_tries": lambda *_: Answer({"further": False})}
    lookups = LookUps(office.database, sources, patience=0.3)
    line = Office(office.database, clock=office.clock, lookups=lookups).line()
    return line.rings().presses("1").presses("472916").presses("0143")


def answered(line):
    before = line.turn
    while line.waits().turn == before:
        assert line.heard
    return line


def test_a_good_answer_is_told(office):
    with rest_stand((200, {"repairs": [REPAIR]})) as shop:
        call(office, shop.url).hears("Aurora 5").hears("in repair")


def test_a_slow_answer_is_told_after_one_moment(office):
    with rest_stand((200, {"repairs": [REPAIR]})) as shop:
        shop.hangs_for = 0.6
        answered(call(office, shop.url).hears("One moment")).hears("in repair")


def test_nothing_found_is_said_and_asked_again(office):
    with rest_stand((200, {"repairs": []})) as shop:
        call(office, shop.url).hears("I find no repair").hears("order number")


WRONG = [
    (500, {"error": "broken"}),
    (200, b"<html>maintenance</html>"),
    (200, {"repairs": [REPAIR | {"stage": "lost"}]}),
    (200, {"repairs": "many"}),
    (200, json.dumps({"repairs": [REPAIR | {"cost": "NaN"}]}).encode()),
    (401, {"error": "who are you"}),
]


@pytest.mark.parametrize("answer", WRONG)
def test_a_wrong_answer_is_an_apology_and_an_agent(office, answer):
    with rest_stand(answer) as shop:
        line = call(office, shop.url)
        line = answered(line) if "One moment" in line.heard else line
    line.hears("can't look that up")
    assert line.verbs[-1] == "Enqueue"


def test_no_back_end_at_all_is_an_apology_and_an_agent(office):
    line = call(office, "http://127.0.0.1:9")
    line = answered(line) if "One moment" in line.heard else line
    line.hears("can't look that up").hangs_up()
    assert line.call.status == "completed"
