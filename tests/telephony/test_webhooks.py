import pytest

from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from ivr.storage import DatabaseBusy
from tests.line import HOTLINE

AGENT = "+12025550199"


def test_a_call_is_answered_with_a_greeting_and_a_question(line):
    line.rings().hears("Acme service").hears("repair")
    assert line.verbs[-2:] == ["Gather", "Redirect"]
    assert line.document.find("Gather").get("action").endswith("/voice/1/keys")


def test_the_repair_call_by_keys_ends_with_the_progress(line):
    line.rings().presses("1").hears("order number")
    line.presses(CUSTOMER_ORDER).hears("phone number")
    line.presses(CUSTOMER_PHONE[-4:]).hears("in repair")


def test_zero_always_gets_an_agent(line):
    line.rings().presses("0").hears("agent")
    assert line.document.find("Enqueue").text == "agents"


def test_silence_and_wrong_keys_end_with_an_agent_not_a_dead_line(line):
    line.rings().is_silent().presses("7").is_silent().presses("7").is_silent()
    assert line.verbs[-1] == "Enqueue"


def test_a_doubled_webhook_gets_the_same_bytes(line):
    first = line.rings().bytes
    assert line.rings().bytes == first
    assert line.turn == 1


def test_a_late_webhook_changes_nothing_and_gets_the_current_document(line):
    current = line.rings().presses("1").bytes
    line.fetch("/voice/1/keys", Digits="0")
    assert line.bytes == current
    assert line.turn == 2


def test_a_webhook_of_a_turn_to_come_changes_nothing(line):
    current = line.rings().bytes
    assert line.fetch("/voice/7/keys", Digits="0").bytes == current


def test_the_first_input_of_a_turn_wins(line):
    line.rings()
    by_key = line.fetch("/voice/1/keys", Digits="1").bytes
    assert line.fetch("/voice/1/timeout").bytes == by_key


def test_a_call_that_was_never_announced_starts_with_whatever_comes_first(line):
    line.fetch("/voice/5/keys", Digits="1").hears("Acme service")
    assert line.call.from_ == "+12025550143"


def test_a_request_after_the_end_just_hangs_up(line):
    line.rings().hangs_up()
    assert line.fetch("/voice/1/keys", Digits="1").verbs == ["Hangup"]
    assert line.call.status == "completed"


def test_hanging_up_keeps_what_was_heard_last(line):
    line.rings().hangs_up().hangs_up()
    last = line.transcript[-1]
    assert last.input == "hangup"
    assert "Acme service" in last.prompt
    assert len(line.transcript) == 2


@pytest.mark.parametrize("status", ["ringing", "in-progress"])
def test_other_statuses_end_nothing(line, status):
    line.rings().post("/voice/status", CallStatus=status)
    assert line.call.ended_at is None


def test_a_status_of_an_unknown_call_is_taken_quietly(line):
    assert line.post("/voice/status", CallStatus="completed").status_code == 204
    assert line.call is None


def test_an_unsigned_or_wrongly_signed_webhook_is_forbidden(line):
    assert line.client.post("/voice", data=line.always).status_code == 403
    assert line.post("/voice", {"X-Twilio-Signature": "nonsense"}).status_code == 403
    assert line.call is None


def test_a_signed_webhook_with_moved_borders_is_refused(line):
    assert line.post("/voice/1/keys", Digits="1From+1202").status_code == 400


def test_a_huge_webhook_is_refused(line):
    assert line.post("/voice", Extra="x" * 70_000).status_code == 413


def test_a_get_is_no_webhook(line):
    assert line.client.get("/voice").status_code == 405


def test_twilios_fallback_apologises_and_hands_over(line):
    line.rings().fetch("/voice/fallback", ErrorCode="11200", ErrorUrl="https://example.com/voice/1/keys")
    line.hears("something went wrong")
    assert line.verbs[-1] == "Enqueue"
    assert line.transcript[-1].input == "fault"


def test_a_doubled_fallback_gets_the_same_bytes(line):
    first = line.rings().fetch("/voice/fallback", ErrorCode="11200").bytes
    assert line.fetch("/voice/fallback", ErrorCode="11200").bytes == first


def test_a_call_whose_first_webhook_failed_gets_an_agent_by_the_fallback(line):
    line.fetch("/voice/fallback", ErrorCode="11205")
    assert line.verbs[-1] == "Enqueue"
    assert (line.call.from_, line.call.to) == ("+12025550143", HOTLINE)


def test_every_address_in_a_document_is_absolute(line):
    line.rings()
    addresses = [value for verb in line.document.iter() for value in (verb.get("action"), verb.get("url")) if value]
    assert all(address.startswith("http://127.0.0.1") for address in addresses)


def test_recorded_prompts_and_music_may_be_cached(line):
    answer = line.client.get("/audio/hold.wav")
    assert answer.mimetype == "audio/wav"
    assert answer.cache_control.max_age > 3600
    assert line.client.get("/audio/en/../../settings.py").status_code == 404


@pytest.mark.parametrize("failed", ["wait", "wait/keys", "connecting"])
def test_a_waiting_caller_keeps_the_place_when_a_document_of_the_queue_fails(line, failed):
    url = f"{line.office.settings.web_base}/voice/{failed}"
    line.rings().presses("0").fetch("/voice/fallback", ErrorCode="11200", ErrorUrl=url)
    assert line.verbs == ["Play"]


def test_a_webhook_has_no_session(line):
    answer = line.post("/voice")
    assert answer.status_code == 200
    assert not {"Set-Cookie", "Vary"} & set(answer.headers.keys())


@pytest.fixture
def busy_line(office, line, monkeypatch):
    """A caller in the queue of a hotline whose database has no time for another writer."""
    line.rings().presses("0")
    database = office.database

    def no_place():
        raise DatabaseBusy

    monkeypatch.setattr(database, "writing_rows", no_place)
    return line


def test_what_twilio_tells_once_is_refused_while_the_database_is_busy(busy_line):
    assert busy_line.post("/voice/status", CallStatus="completed").status_code == 500
    assert busy_line.post("/voice/1/queue", QueueResult="hangup", QueueTime="3").status_code == 500


def test_and_twilio_is_asked_to_tell_it_again(line):
    line.rings().presses("0")
    assert line.document.find("Enqueue").get("action").endswith("/queue#rc=5&rp=ct,5xx")


def test_a_caller_who_is_back_from_the_queue_meanwhile_gets_an_agent(busy_line):
    assert busy_line.is_back_from_the_queue("error").verbs[-1] == "Enqueue"


@pytest.mark.parametrize("name", ["Digits", 'x"\nCallSid', "x\r\ny"])
def test_a_form_in_parts_is_refused(line, name):
    """Twilio sends none, and a name with a line break in it can't be read."""
    body = f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n1\r\n--b--\r\n'
    kind = "multipart/form-data; boundary=b"
    assert line.client.post("/voice", data=body, content_type=kind).status_code == 415


def test_a_key_that_was_moved_over_a_border_is_refused(line):
    """Under the same signature; else it would be silence."""
    line.rings()
    assert line.post("/voice/1/keys", CallStatus="in-progressDigits0").status_code == 400
    assert line.post("/voice/1/keys", CallerZip="94105Digits0").status_code == 400
