"""X-Twilio-Signature against the documented vector and the real validator."""

import pytest
from twilio.request_validator import SIGNATURE_SETTINGS_HEADER, RequestValidator, get_signature_algorithm

from ivr.simulator.web.signature import SharedKey, signature, signed_url

FORM = [
    ("Digits", "1234"),
    ("To", "+18005551212"),
    ("From", "+14158675310"),
    ("Caller", "+14158675310"),
    ("CallSid", "CA1234567890ABCDE"),
]


def test_the_documented_vector_is_signed_as_documented():
    url = "https://example.com/myapp.php?foo=1&bar=2"
    assert signature("12345", url, FORM) == "L/OH5YylLD5NRKLltdqwSvS0BnU="


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:5000/voice", "https://app.example:8443/voice?a=b%20c", "https://app.example/v/é?x=1"],
)
def test_the_real_validator_accepts_what_is_signed(url):
    assert RequestValidator("12345").validate(url, dict(FORM), signature("12345", url, FORM))


def test_http_keeps_the_port_https_drops_it_and_credentials_and_fragments_are_never_signed():
    assert signed_url("http://me:secret@127.0.0.1:5000/v#rc=2") == "http://127.0.0.1:5000/v"
    assert signed_url("https://app.example:8443/v") == "https://app.example/v"


def test_a_shared_key_signs_by_sha256_and_is_named_in_a_header():
    url, key = "https://app.example/voice", SharedKey("webhooks_sharedkey_1", "secret")
    headers = key.headers(url, FORM)
    algorithm = get_signature_algorithm(headers[SIGNATURE_SETTINGS_HEADER])
    assert headers[SIGNATURE_SETTINGS_HEADER] == "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert RequestValidator("secret").validate(url, dict(FORM), headers["X-Twilio-Signature"], algorithm)
    assert not RequestValidator("secret").validate(url, dict(FORM), headers["X-Twilio-Signature"])


def test_webhooks_of_an_account_with_a_shared_key_are_signed_by_it(telephone):
    def ready(simulation):
        simulation.account.shared_key = SharedKey("webhooks_sharedkey_1", "secret")

    telephone.call({"/voice": "<Say>Hi</Say>"}, ready=ready)
    headers, form = telephone.pages.headers[0], telephone.pages.form("/voice")
    assert "webhooks_sharedkey_1" in headers["HTTP_X_TWILIO_WEBHOOKS_SIGNATURE_SETTINGS"]
    signed = headers["HTTP_X_TWILIO_SIGNATURE"]
    assert RequestValidator("secret").validate("http://app.example/voice", form, signed, "HMAC_SHA256")
