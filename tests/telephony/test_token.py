from datetime import UTC, datetime, timedelta

import pytest

from ivr.telephony.token import BadTokenError, RecordingTicket, StreamTicket, Tokens

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TICKET = StreamTicket("CA" + "1" * 32, "asr-1")


def tokens(secret="secret", at=NOON, kind=StreamTicket):
    return Tokens(kind, secret, lambda: at)


def test_a_token_names_its_call_and_stream():
    assert tokens().read(tokens().make(TICKET)) == TICKET


def test_a_token_fits_a_stream_parameter():
    assert len(tokens().make(TICKET)) < 400


def test_a_document_rendered_again_has_the_same_token():
    assert tokens().make(TICKET) == tokens().make(TICKET)


def test_an_old_token_is_refused():
    late = tokens(at=NOON + timedelta(seconds=61))
    with pytest.raises(BadTokenError, match="SignatureExpired"):
        late.read(tokens().make(TICKET))


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "\ud800", tokens("another").make(TICKET), tokens().make(TICKET) + "0"]
)
def test_a_forged_token_is_refused(token):
    with pytest.raises(BadTokenError):
        tokens().read(token)


def test_a_token_for_a_recording_opens_no_stream():
    recording = tokens(kind=RecordingTicket).make(RecordingTicket(TICKET.call_sid, 3, "RE" + "1" * 32))
    with pytest.raises(BadTokenError):
        tokens().read(recording)
