import pytest
from werkzeug.datastructures import MultiDict

from ivr.telephony.params import BadParameterError, checked

CALL = ("CallSid", "CA" + "1" * 32)


def test_known_parameters_are_read_and_new_ones_ignored():
    form = MultiDict([CALL, ("Digits", "123#"), ("SomethingNewFromTwilio", "anything\x00")])
    assert checked(form) == {"CallSid": CALL[1], "Digits": "123#"}


@pytest.mark.parametrize(
    "field",
    [
        ("Digits", "12From+12025550143"),  # `Digits=12&From=...` with the border moved: same signature
        ("Digits", "1\n"),
        ("CallStatus", "finished"),
        ("RecordingSid", "../../Accounts"),
        ("From", "+1202\r\n555"),
        ("QueueTime", "-1"),
    ],
)
def test_a_value_out_of_format_is_refused_by_name(field):
    with pytest.raises(BadParameterError, match=field[0]):
        checked(MultiDict([CALL, field]))


def test_a_doubled_parameter_is_refused():
    with pytest.raises(BadParameterError, match="Digits"):
        checked(MultiDict([CALL, ("Digits", "1"), ("Digits", "2")]))


def test_a_request_about_no_call_is_refused():
    with pytest.raises(BadParameterError, match="CallSid"):
        checked(MultiDict([("Digits", "1")]))


@pytest.mark.parametrize("caller", ["anonymous", "client:agent 7", "sip:a@example.org", "+12025550143", ""])
def test_callers_come_in_many_forms(caller):
    assert checked(MultiDict([CALL, ("From", caller)]))["From"] == caller


@pytest.mark.parametrize(
    "moved",
    [
        ("Digi", "ts1"),
        ("D", "igits12"),
        ("T", "o+12025550100"),
        ("Digits1Direction", "inbound"),
        ("Digits12", "Directioninbound"),
        ("CallerZip", "94105Digits1"),
        ("CallerZip", "94105Digits12Directioninbound"),
        ("To+12025550100ToCity", "BOSTON"),
        ("StirVerstat", "TN-Validation-Passed-ATo+12025550100ToCityBOSTON"),
        ("Timestamp", "xToclient:alice"),
        ("RecordingDuration", "7RecordingSidRE" + "1" * 32),
        ("QueueResultbridged", "QueueSidQU1"),
        ("From", "+12025550143FromCityBOSTONTo+12025550100"),
    ],
)
def test_a_parameter_moved_over_a_border_is_refused(moved):
    with pytest.raises(BadParameterError):
        checked(MultiDict([CALL, moved]))


@pytest.mark.parametrize(
    "field",
    [
        ("ToCity", "BOSTON"),
        ("T", "oday"),
        ("FromZip", ""),
        ("Token", "abc"),
        ("CallerName", "TOM DIGITS"),
        ("CallerName", "Digits Inc"),
        ("DigitsPressed", "1"),
        ("StirPassportToken", "eyJhbGciOiJFUzI1NiIsInBwdCI6InNoYWtlbiJ9"),
        ("SipHeader_X-To", "a"),
    ],
)
def test_other_parameters_are_no_error(field):
    assert checked(MultiDict([CALL, field]))
