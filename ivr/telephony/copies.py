"""Delete what Twilio keeps of calls and texts, by its REST API."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from ivr import codec
from ivr.calls.copies import FORGET, Copies
from ivr.outbox import Handler, TryAgain
from ivr.storage import Json

NOT_FOUND = 404
PATIENCE = timedelta(days=7)


def forget_copies(client: Client) -> Handler:
    """Return what deletes copies; what is gone already counts as deleted."""

    def forget(payload: Json, _key: str) -> Json:
        copies = codec.load(Copies, payload)
        for call in copies.calls:
            for recording in _asked(lambda call=call: client.recordings.list(call_sid=call)) or ():  # type: ignore[misc]
                _asked(client.recordings(recording.sid).delete)
            _asked(client.calls(call).delete)
        for sid in copies.recordings:
            _asked(client.recordings(sid).delete)
        for sid in copies.texts:
            _asked(client.messages(sid).delete)
        return None

    return Handler(FORGET, forget, patience=PATIENCE)


def _asked(ask: Callable[[], Any]) -> Any:
    """Return Twilio's answer, None where it knows nothing of the kind; raise TryAgain."""
    try:
        return ask()
    except TwilioRestException as error:
        if error.status == NOT_FOUND:
            return None
        raise TryAgain(f"HTTP {error.status}, code {error.code}") from None
    except (TwilioException, RequestException) as error:
        raise TryAgain(type(error).__name__) from None
