import pytest

from ivr.telephony.recordings import LIMIT_BYTES, Recordings, RecordingUnavailableError
from tests.telephony.rest_stand import rest_stand

RECORDING = "RE" + "1" * 32
WAV = (200, b"RIFF....WAVE")
NOT_YET = (404, {"code": 20404})


def test_a_recording_is_fetched_by_its_sid_with_credentials():
    with rest_stand(WAV) as twilio:
        assert Recordings(twilio.settings()).fetch(RECORDING) == WAV[1]
        [(path, _, credentials)] = twilio.requests
    assert path == f"/2010-04-01/Accounts/AC{'0' * 32}/Recordings/{RECORDING}.wav"
    assert credentials.startswith("Basic ")


def test_a_recording_that_is_not_written_yet_is_waited_for():
    with rest_stand(NOT_YET, NOT_YET, WAV) as twilio:
        assert Recordings(twilio.settings()).fetch(RECORDING) == WAV[1]


def test_a_recording_that_never_comes_is_given_up():
    ticks = iter([0.0, 1.0, 9.0])
    with rest_stand(NOT_YET) as twilio, pytest.raises(RecordingUnavailableError, match="in time"):
        Recordings(twilio.settings(), lambda: next(ticks)).fetch(RECORDING)


def test_a_huge_recording_is_refused():
    huge = (200, b"x" * (LIMIT_BYTES + 1))
    with rest_stand(huge) as twilio, pytest.raises(RecordingUnavailableError, match="too large"):
        Recordings(twilio.settings()).fetch(RECORDING)


@pytest.mark.parametrize("sid", ["", "RE1", "../Calls", "http://169.254.169.254/", RECORDING + "/.."])
def test_only_a_sid_is_ever_asked_for(sid):
    with rest_stand(WAV) as twilio:
        with pytest.raises(RecordingUnavailableError, match="SID"):
            Recordings(twilio.settings()).fetch(sid)
        assert not twilio.requests


def test_a_refusal_or_a_redirect_elsewhere_is_not_followed():
    with rest_stand((302, b"")) as twilio, pytest.raises(RecordingUnavailableError, match="302"):
        Recordings(twilio.settings()).fetch(RECORDING)
