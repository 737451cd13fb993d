from concurrent.futures import ThreadPoolExecutor

from ivr.telephony.live_call import AT_ONCE, LiveCall, Pushed, rest_client
from tests.telephony.rest_stand import rest_stand

CALL = "CA" + "1" * 32
URL = "https://hotline.example/voice/7/continue"
OK = (200, {"sid": CALL})
CALL_OVER = (400, {"code": 21220, "message": "Call is not in-progress", "status": 400})
TOO_MANY = (429, {"code": 20429, "message": "Too Many Requests", "status": 429})
BROKEN = (503, {"code": 20503, "message": "Service unavailable", "status": 503})
NOT_FOUND = (404, {"code": 20404, "message": "Not found", "status": 404})


def push(stand, document="<Response/>"):
    return LiveCall(rest_client(stand.settings())).push(CALL, document, URL)


def test_a_short_document_is_sent_inline():
    with rest_stand(OK) as twilio:
        assert push(twilio, "<Response><Hangup/></Response>") is Pushed.DONE
        [(path, form, credentials)] = twilio.requests
    assert path.endswith(f"/Calls/{CALL}.json")
    assert form == {"Twiml": "<Response><Hangup/></Response>"}
    assert credentials.startswith("Basic ")


def test_a_long_document_is_sent_as_its_url():
    with rest_stand(OK) as twilio:
        assert push(twilio, "x" * 3_500) is Pushed.DONE
        assert twilio.requests[0][1] == {"Url": URL, "Method": "POST"}


def test_a_call_that_is_over_is_no_error(caplog):
    with rest_stand(CALL_OVER) as twilio:
        assert push(twilio) is Pushed.CALL_OVER
        assert len(twilio.requests) == 1
    assert not caplog.records


def test_too_many_requests_are_tried_once_more():
    with rest_stand(TOO_MANY, OK) as twilio:
        assert push(twilio) is Pushed.DONE


def test_two_tries_are_enough():
    with rest_stand(BROKEN) as twilio:
        assert push(twilio) is Pushed.FAILED
        assert len(twilio.requests) == 2


def test_what_will_never_work_is_not_tried_again():
    with rest_stand(NOT_FOUND) as twilio:
        assert push(twilio) is Pushed.FAILED
        assert len(twilio.requests) == 1


def test_nobody_listening_is_a_failure_that_names_no_url(caplog):
    with rest_stand(OK) as twilio:
        pass
    assert push(twilio) is Pushed.FAILED
    assert "ConnectionError" in caplog.text
    assert twilio.url not in caplog.text


def test_only_so_many_requests_are_under_way_at_once():
    with rest_stand(OK) as twilio, ThreadPoolExecutor(AT_ONCE + 10) as callers:
        twilio.hangs_for = 0.1
        live = LiveCall(rest_client(twilio.settings()))
        pushed = list(callers.map(lambda _: live.push(CALL, "<Response/>", URL), range(AT_ONCE + 10)))
        assert set(pushed) == {Pushed.DONE}
        assert twilio.most_at_once <= AT_ONCE


def test_an_agent_is_rung():
    with rest_stand((201, {"sid": "CA" + "2" * 32})) as twilio:
        sid = LiveCall(rest_client(twilio.settings())).ring("+12025550199", "+12025550100", URL)
        assert twilio.requests[0][1] == {"To": "+12025550199", "From": "+12025550100", "Url": URL}
    assert sid == "CA" + "2" * 32
