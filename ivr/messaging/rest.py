"""Send and list messages by Twilio's REST API."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from ivr.messaging.twilio_errors import NOT_NOW as CODES_NOT_NOW
from ivr.outbox import TryAgain

NOT_NOW = frozenset({401, 403, 404, 408, 425, 429})
"""Statuses that say nothing about the message: our account or Twilio is not ready."""
LISTED = 50
SLACK = timedelta(minutes=5)
"""By so much may Twilio's clock be behind ours."""
SERVICE = "MG"


class NotTaken(Exception):
    """Twilio will not send this message; `code` is its error."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Line:
    """Our sender at Twilio: a number, or a messaging service that chooses one (MG...)."""

    def __init__(self, client: Client, sender: str, status_url: str, overrides: str = "") -> None:
        """Let Twilio tell statuses to `status_url`, asked with these connection overrides."""
        self._client, self._status_url, self._overrides = client, status_url, overrides
        self._from = {"messaging_service_sid": sender} if sender.startswith(SERVICE) else {"from_": sender}

    def send(self, to: str, body: str, ref: str) -> str:
        """Send a message; return its SID. Twilio tells its status with this ref.

        Raises:
            NotTaken: it will not be sent, whenever it is asked again.
            TryAgain: nobody knows whether it was taken.
        """
        callback = f"{self._status_url}?message={ref}{self._overrides}"
        try:
            return str(self._client.messages.create(to=to, body=body, status_callback=callback, **self._from).sid)
        except TwilioRestException as error:
            if 400 <= error.status < 500 and error.status not in NOT_NOW and error.code not in CODES_NOT_NOW:
                raise NotTaken(error.code or error.status) from None
            raise TryAgain(f"HTTP {error.status}, code {error.code}") from None
        except (TwilioException, RequestException) as error:
            raise TryAgain(f"no answer: {type(error).__name__}") from None

    def sent_to(self, number: str, since: datetime) -> Sequence[tuple[str, str]]:
        """Return SID and words of what was sent to a number since a moment, the newest first.

        Raises:
            TryAgain: Twilio did not answer.
        """
        try:
            found = self._client.messages.list(to=number, date_sent_after=since - SLACK, limit=LISTED)
        except (TwilioException, RequestException) as error:
            raise TryAgain(f"the list of messages is not there: {type(error).__name__}") from None
        return [(str(message.sid), str(message.body)) for message in found if message.direction != "inbound"]
