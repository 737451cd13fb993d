import pytest
from twilio.request_validator import RequestValidator

from ivr.telephony.signature import Signature

URL = "https://example.com/myapp.php?foo=1&bar=2"
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}
GOOD = {"X-Twilio-Signature": "L/OH5YylLD5NRKLltdqwSvS0BnU="}  # the vector in Twilio's security page
MEDIA = "wss://hotline.example/media"


@pytest.fixture
def signature():
    return Signature("12345")


def signed(url, form=None, algorithm=None):
    return {"X-Twilio-Signature": RequestValidator("12345").compute_signature(url, form or {}, algorithm)}


def test_twilios_own_example_is_genuine(signature):
    assert signature.signs(URL, FORM, GOOD)


def test_one_changed_parameter_is_a_forgery(signature):
    assert not signature.signs(URL, FORM | {"Digits": "1235"}, GOOD)


def test_another_url_is_a_forgery(signature):
    assert not signature.signs(URL.replace("foo=1", "foo=2"), FORM, GOOD)


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "é"}])
def test_a_missing_or_odd_signature_is_wrong_and_no_crash(signature, headers):
    assert not signature.signs(URL, FORM, headers)


def test_an_https_port_may_be_signed_or_left_out(signature):
    assert signature.signs("https://h.example:8443/voice", FORM, signed("https://h.example/voice", FORM))
    assert signature.signs("http://127.0.0.1:5000/voice", FORM, signed("http://127.0.0.1:5000/voice", FORM))


def test_shared_keys_sign_with_sha256(signature):
    headers = signed(URL, FORM, "HMAC_SHA256") | {
        "X-Twilio-Webhooks-Signature-Settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    }
    assert signature.signs(URL, FORM, headers)


def test_an_unknown_algorithm_is_wrong(signature):
    assert not signature.signs(URL, FORM, GOOD | {"X-Twilio-Webhooks-Signature-Settings": "key=k,algorithm=ROT13"})


@pytest.mark.parametrize("scheme", ["wss", "https", "ws", "http"])
@pytest.mark.parametrize("slash", ["", "/"])
def test_a_handshake_is_genuine_however_twilio_wrote_its_url(signature, scheme, slash):
    assert signature.signs_handshake(MEDIA, signed(f"{scheme}://hotline.example/media{slash}"))


def test_a_handshake_without_signature_or_to_elsewhere_is_refused(signature):
    assert not signature.signs_handshake(MEDIA, {})
    assert not signature.signs_handshake(MEDIA, signed("wss://hotline.example/other"))
