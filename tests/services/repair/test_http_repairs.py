"""The HTTP adapter against a real back end on a loopback port, well and badly behaved."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
import yaml

from ivr.identity.attempts import PHONE_TRIES, WITHOUT_MORE
from ivr.services.repair.demo import CUSTOMER_IMEI
from ivr.services.repair.http_repairs import HttpRepairs
from ivr.services.repair.repairs import Question, Stage
from ivr.sources import LookupFailed
from tests.services.repair import asking

REPAIR = {
    "order": "4729105",
    "model": "Tern 12",
    "stage": "in_repair",
    "since": "2026-11-20T10:00:00+00:00",
    "doing": "",
    "promised": None,
    "centre": "Harbour",
    "cost": "89.90",
    "currency": "USD",
}


class BackEnd(ThreadingHTTPServer):
    """Answers each question with the next of `answers`, the last one for ever."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked = [(200, {"repairs": [REPAIR]})], []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Authorization"], json.loads(body)))
        answers = self.server.answers
        status, answer = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

    def log_message(self, *_args):
        pass


@pytest.fixture
def back_end():
    with BackEnd() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def repairs(back_end, sqlite_database):
    return HttpRepairs(sqlite_database, back_end.url, "secret", open_seconds=0.2)


def ask(repairs, order="4729105", factor="2025550143", **more):
    return asking.ask(repairs, repairs._guard._database, order, "order", factor, **more)


def test_a_repair_comes_back_typed(repairs):
    (repair,) = ask(repairs)
    assert (repair.order, repair.stage, str(repair.cost)) == ("4729105", Stage.IN_REPAIR, "89.90")


def test_the_question_is_as_the_openapi_file_says(repairs, back_end):
    ask(repairs, "47-29 105")
    ((path, token, question),) = back_end.asked
    described = yaml.safe_load(Path("ivr/services/repair/openapi.yaml").read_text())["paths"][path]["post"]
    needed = described["requestBody"]["content"]["application/json"]["schema"]["required"]
    assert (token, sorted(question)) == ("Bearer secret", sorted(needed))
    assert question["identifier"] == "4729105"


def test_one_hiccup_is_not_noticed(repairs, back_end):
    back_end.answers.insert(0, (503, {}))
    assert ask(repairs)


@pytest.mark.parametrize(
    ("status", "answer", "permanent"),
    [
        (503, {}, False),
        (500, {}, False),
        (401, {}, True),
        (302, {}, True),
        (200, b"<html>", True),
        (200, {"repairs": [{"order": "1"}]}, True),
        (200, {}, True),
        (200, [], True),
        (200, {"repairs": [REPAIR | {"stage": "fixed"}]}, True),
    ],
)
def test_a_bad_answer_is_a_failed_look_up(repairs, back_end, status, answer, permanent):
    back_end.answers = [(status, answer)]
    with pytest.raises(LookupFailed) as failure:
        ask(repairs)
    assert failure.value.permanent is permanent


def test_nobody_there_is_a_failed_look_up(sqlite_database):
    with pytest.raises(LookupFailed) as failure:
        ask(HttpRepairs(sqlite_database, "http://127.0.0.1:9", "secret"))
    assert not failure.value.permanent


def fail(repairs, back_end, times):
    back_end.answers = [(500, {})]
    for number in range(times):
        with pytest.raises(LookupFailed):
            ask(repairs, f"999{number:04}")


def test_a_back_end_that_keeps_failing_is_left_alone_for_a_while(repairs, back_end):
    fail(repairs, back_end, 5)
    asked = len(back_end.asked)
    fail(repairs, back_end, 3)
    assert len(back_end.asked) == asked


def test_and_is_asked_again_afterwards(repairs, back_end):
    fail(repairs, back_end, 5)
    back_end.answers = [(200, {"repairs": [REPAIR]})]
    time.sleep(0.25)
    assert ask(repairs)


def test_a_failing_back_end_locks_nobody_out(repairs, back_end):
    back_end.answers = [(401, {})]
    for _ in range(6):
        with pytest.raises(LookupFailed):
            ask(repairs)
    back_end.answers = [(200, {"repairs": [REPAIR]})]
    assert ask(repairs)


def fail_often(repairs, back_end):
    back_end.answers = [(200, {"repairs": []})]
    for number in range(PHONE_TRIES):
        assert ask(repairs, factor=f"202555800{number}") == ()


def test_after_five_failures_a_day_the_end_of_the_imei_is_compared_here_whatever_the_back_end_knows(repairs, back_end):
    fail_often(repairs, back_end)
    back_end.answers = [(200, {"repairs": [REPAIR | {"imei": CUSTOMER_IMEI}]})]
    assert repairs.asks_more(Question("4729105", "order", "+12025550143"))
    assert [bool(ask(repairs, further=further)) for further in ("", "none", "111111", CUSTOMER_IMEI[-6:])] == [
        *(False, False, False),
        True,
    ]


def test_of_a_repair_without_imei_nothing_more_is_asked_until_many_more_failed(repairs, back_end):
    fail_often(repairs, back_end)
    back_end.answers = [(200, {"repairs": [REPAIR]})]
    assert ask(repairs, further="none")
    back_end.answers = [(200, {"repairs": []})]
    for _ in range(WITHOUT_MORE):
        ask(repairs, further="none")
    back_end.answers = [(200, {"repairs": [REPAIR]})]
    assert ask(repairs, further="none") == ()


@pytest.mark.parametrize("since", ["2026-11-20", "2026-11-20T00:00:00", "2026-11-20T12:00:00-05:00"])
def test_a_time_without_a_zone_is_by_the_hotlines_clock_as_in_an_import(back_end, sqlite_database, since):
    back_end.answers = [(200, {"repairs": [REPAIR | {"since": since}]})]
    repairs = HttpRepairs(sqlite_database, back_end.url, "secret", zone=ZoneInfo("America/New_York"))
    assert ask(repairs)[0].since.isoformat() == "2026-11-20T12:00:00-05:00"


def test_texts_lose_what_can_not_be_said_and_times_out_of_range_are_no_answer(repairs, back_end):
    back_end.answers = [(200, {"repairs": [REPAIR | {"doing": "new\nscreen\x00 "}]})]
    assert ask(repairs)[0].doing == "new screen"
    back_end.answers = [(200, {"repairs": [REPAIR | {"since": "0001-01-01T00:00:00+05:00"}]})]
    with pytest.raises(LookupFailed):
        ask(repairs)


def test_a_number_that_looks_like_a_phone_number_is_asked_for_as_an_order_too(repairs, back_end):
    back_end.answers = [(200, {"repairs": []}), (200, {"repairs": [REPAIR]})]
    assert asking.ask(repairs, repairs._guard._database, "2025550199", "phone", "237518")
    assert [question["kind"] for _, _, question in back_end.asked] == ["phone", "order"]
