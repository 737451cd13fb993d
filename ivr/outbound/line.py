"""Place calls by Twilio's REST API, and ask what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from ivr.outbox import TryAgain

NOT_NOW = frozenset({401, 403, 404, 408, 425, 429})
OURS = frozenset({10001, 10002, 10004, 21203, 21205, 21210, 21212, 21213, 21215, 21219})
"""Codes of refusals that are about our account, our number or our address, and not about who shall be called (Twilio,
"Error and warning dictionary")."""
RING_SECONDS = 25
AMD_SECONDS = 20
LISTED = 20
SLACK = timedelta(minutes=5)
"""By so much may Twilio's clock be behind ours."""


class NotCalled(Exception):
    """Twilio will not call this number; `code` is its error."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    @property
    def is_ours(self) -> bool:
        """Tell whether somebody has to mend something of ours at Twilio."""
        return self.code in OURS


@dataclass(frozen=True)
class Placed:
    """A call that Twilio knows: its SID, and Twilio's word for how far it is."""

    sid: str
    status: str


class Line:
    """Our line for calls to people. Twilio asks `base`/REF what to do, and tells `base`/REF/status the end."""

    def __init__(self, client: Client, base: str, again: str) -> None:
        self._client, self._base, self._again = client, base, again

    def call(self, to: str, caller_id: str, ref: str) -> str:
        """Call a number; return the call's SID. An answering machine is listened to until its beep.

        Raises:
            NotCalled: it will not be called, whenever it is asked again.
            TryAgain: nobody knows whether it is.
        """
        try:
            call = self._client.calls.create(
                to=to,
                from_=caller_id,
                url=f"{self._base}/{ref}",
                status_callback=f"{self._base}/{ref}/status{self._again}",
                fallback_url=f"{self._base}/{ref}/fallback",
                status_callback_event=["completed"],
                machine_detection="DetectMessageEnd",
                machine_detection_timeout=AMD_SECONDS,
                timeout=RING_SECONDS,
            )
        except TwilioRestException as error:
            if 400 <= error.status < 500 and error.status not in NOT_NOW:
                raise NotCalled(error.code or error.status) from None
            raise TryAgain(f"HTTP {error.status}, code {error.code}") from None
        except (TwilioException, RequestException) as error:
            raise TryAgain(f"no answer: {type(error).__name__}") from None
        return str(call.sid)

    def placed(self, to: str, since: datetime) -> list[Placed]:
        """Return the calls that we made to a number since a moment, the newest first; raise TryAgain."""
        try:
            calls = self._client.calls.list(to=to, limit=LISTED)
        except (TwilioException, RequestException) as error:
            raise TryAgain(f"the list of calls is not there: {type(error).__name__}") from None
        ours = [call for call in calls if call.direction == "outbound-api"]
        return [Placed(str(one.sid), str(one.status)) for one in ours if _began(one.date_created) >= since - SLACK]

    def status(self, sid: str) -> str:
        """Return how far a call is, in Twilio's word; "failed" for one that Twilio does not know. Raises TryAgain."""
        try:
            return str(self._client.calls(sid).fetch().status)
        except TwilioRestException as error:
            if error.status == 404:
                return "failed"
            raise TryAgain(f"HTTP {error.status}, code {error.code}") from None
        except (TwilioException, RequestException) as error:
            raise TryAgain(f"no answer: {type(error).__name__}") from None


def _began(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment
