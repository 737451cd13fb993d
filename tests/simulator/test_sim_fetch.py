"""Fetching: content types, errors, fallback, redirects, cookies, the 64 kB limit."""

import json

import pytest
from sim_helpers import codes

XML = [("Content-Type", "text/xml")]
FALLBACK = {"/fallback": lambda form: f"<Say>Fallback {form['ErrorCode']}.</Say>"}


def broken(status="200 OK", headers=XML, body="<Response/>"):
    return {"/voice": (status, headers, body), **FALLBACK}


@pytest.mark.parametrize(
    ("documents", "code"),
    [
        (broken("500 Oops"), 11200),
        (broken("404 Gone"), 11200),
        (broken(body="no xml"), 12100),
        (broken(body="\n<?xml version='1.0'?><Response/>"), 12100),
        (broken(body="<Reply/>"), 12102),
        (broken(headers=[]), 12300),
        (broken(headers=[("Content-Type", "application/json")]), 12300),
        (broken(body=f"<Response><Say>{'x' * 66_000}</Say></Response>"), 11750),
        (broken("302 Found", [("Location", "/voice")], ""), 11215),
    ],
)
def test_a_document_that_fails_goes_to_the_fallback_with_the_code(telephone, documents, code):
    run = telephone.call(documents, fallback_url="http://app.example/fallback")
    assert run.result.heard == f"Fallback {code}."
    assert telephone.pages.form("/fallback")["ErrorUrl"].startswith("http://app.example/voice")


def test_without_a_fallback_the_caller_hears_the_apology_and_is_hung_up(telephone):
    run = telephone.call(broken("500 Oops"))
    assert "application error" in run.result.heard
    assert run.result.problems == ("application error 11200: HTTP status 500 from http://app.example/voice",)


def test_plain_text_is_read_aloud(telephone):
    assert (
        telephone.call(broken(headers=[("Content-Type", "text/plain")], body="Just words")).result.heard == "Just words"
    )


def test_a_redirect_is_followed_and_cookies_are_sent_back(telephone):
    documents = {
        "/voice": ("302 Found", [("Location", "/start"), ("Set-Cookie", "visit=7; Path=/")], ""),
        "/start": "<Say>Found.</Say>",
    }
    assert telephone.call(documents).result.heard == "Found."
    assert telephone.pages.headers[1]["HTTP_COOKIE"] == "visit=7"


@pytest.mark.parametrize("ending", ["Max-Age=0", "Expires=Thu, 01 Jan 1970 00:00:00 GMT", "max-age=-1"])
def test_a_cookie_that_is_deleted_is_not_sent_again(telephone, ending):
    page = "<Response><Redirect>/second</Redirect></Response>"
    documents = {
        "/voice": ("200 OK", [*XML, ("Set-Cookie", 'seen={"a": 1}; Path=/'), ("Set-Cookie", "b=2; Secure")], page),
        "/second": ("200 OK", [*XML, ("Set-Cookie", f"b=; Path=/; {ending}")], page.replace("second", "third")),
        "/third": "<Say>Done.</Say>",
    }
    assert telephone.call(documents).result.heard == "Done."
    assert telephone.pages.headers[1]["HTTP_COOKIE"] == 'seen={"a": 1}; b=2'
    assert telephone.pages.headers[2]["HTTP_COOKIE"] == 'seen={"a": 1}'


def test_a_number_may_ask_its_voice_url_by_get(telephone):
    pages = {"/voice": "<Gather timeout='1'/><Redirect>/next</Redirect>", "/next": "<Say>Hi</Say>"}
    run = telephone.call(pages, method="GET")
    assert run.result.ok
    assert [method for method, _, _ in telephone.pages.requests] == ["GET", "POST"]
    assert telephone.pages.form("/voice")["CallStatus"] == "ringing"


def test_a_failing_status_callback_is_a_warning(telephone):
    run = telephone.call({"/voice": "<Say>Hi</Say>"}, status_callback="http://app.example/status")
    assert codes(run) == [15003]
    assert telephone.pages.form("/status")["CallStatus"] == "completed"


def test_every_webhook_carries_what_twilio_sends(telephone):
    telephone.call({"/voice": "<Say>Hi</Say>"})
    form = telephone.pages.form("/voice")
    assert form["CallSid"].startswith("CA")
    assert (form["Direction"], form["CallStatus"], form["ApiVersion"]) == ("inbound", "ringing", "2010-04-01")
    assert (form["From"], form["Called"]) == ("+12025550143", "+12025550100")


def test_the_first_webhook_of_an_inbound_call_carries_its_token(telephone):
    telephone.call({"/voice": "<Redirect>/next</Redirect>", "/next": "<Say>Hi</Say>"})
    token = json.loads(telephone.pages.form("/voice")["CallToken"])
    assert set(token) == {"parentCallInfoToken", "identityHeaderTokens"}
    assert "CallToken" not in telephone.pages.form("/next")


def test_a_client_has_no_place(telephone):
    telephone.call({"/voice": "<Say>Hi</Say>"}, rest='from: "client:alice"')
    form = telephone.pages.form("/voice")
    assert (form["From"], "FromCity" in form, form["ToCity"]) == ("client:alice", False, "WASHINGTON")


def test_a_scenario_may_give_webhooks_parameters_of_its_own(telephone):
    given = "parameters: {CallerState: WA, ForwardedFrom: '+12025550188', SipHeader_X-Id: '7'}"
    telephone.call({"/voice": "<Redirect>/next</Redirect>", "/next": "<Say>Hi</Say>"}, rest=given)
    for path in ("/voice", "/next"):
        form = telephone.pages.form(path)
        assert (form["CallerState"], form["ForwardedFrom"], form["SipHeader_X-Id"]) == ("WA", "+12025550188", "7")


def test_geo_parameters_come_with_every_webhook(telephone):
    telephone.call({"/voice": "<Say>Hi</Say>"})
    form = telephone.pages.form("/voice")
    assert (form["FromCity"], form["CallerState"], form["ToCountry"]) == ("WASHINGTON", "DC", "US")
    assert form["StirVerstat"] == "TN-Validation-Passed-A"
