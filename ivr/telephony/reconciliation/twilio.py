"""What Twilio knows of our calls, by its REST API."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

UNDER_WAY = ("queued", "ringing", "in-progress")
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
PAGE = 1000
NOT_FOUND = 404

Answer = TypeVar("Answer")


class Unanswered(Exception):
    """Say that Twilio gave no answer; asking again later may help."""


@dataclass(frozen=True)
class CallAtTwilio:
    """A call as Twilio has it."""

    sid: str
    status: str
    direction: str
    from_: str
    to: str
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def over(self) -> bool:
        """Tell whether it has come to an end."""
        return self.status in OVER


class Twilio:
    """Ask for calls and for who waits; raises Unanswered."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def under_way(self) -> dict[str, CallAtTwilio]:
        """Return the calls that go on, by SID."""
        found = [_ask(lambda state=state: self._client.calls.list(status=state, page_size=PAGE)) for state in UNDER_WAY]  # type: ignore[misc]
        return {call.sid: call for calls in found for call in map(_call, calls)}

    def completed_since(self, at: datetime) -> list[CallAtTwilio]:
        """Return the calls that began after this time and are over."""
        listed = _ask(lambda: self._client.calls.list(status="completed", start_time_after=at, page_size=PAGE))
        return [_call(call) for call in listed]

    def call(self, sid: str) -> CallAtTwilio | None:
        """Return one call; None when Twilio does not know it."""
        try:
            return _call(_ask(lambda: self._client.calls(sid).fetch(), raises=NOT_FOUND))
        except TwilioRestException:
            return None

    def recordings_of(self, since: datetime, before: datetime) -> list[tuple[str, str]]:
        """Return the recordings made between two moments: the SID of each, and of its call."""
        listed = _ask(lambda: self._client.recordings.list(date_created_after=since, page_size=PAGE))
        return [(each.sid, each.call_sid) for each in listed if each.date_created.astimezone(UTC) < before]

    def numbers(self, base: str) -> frozenset[str]:
        """Return the numbers whose calls come to a base URL; an account may have others."""
        listed = _ask(lambda: self._client.incoming_phone_numbers.list(page_size=PAGE))
        return frozenset(each.phone_number for each in listed if str(each.voice_url or "").startswith(base))

    def waiting(self, queue: str) -> dict[str, datetime] | None:
        """Return who waits in a queue, and since when; None where there is no such queue (yet)."""
        queues = _ask(lambda: self._client.queues.list(page_size=PAGE))
        sid = next((each.sid for each in queues if each.friendly_name == queue), None)
        if sid is None:
            return None
        members = _ask(lambda: self._client.queues(sid).members.list(page_size=PAGE))
        return {member.call_sid: member.date_enqueued.astimezone(UTC) for member in members}


def _ask(ask: Callable[[], Answer], raises: int = 0) -> Answer:
    try:
        return ask()
    except TwilioRestException as error:
        if error.status == raises:
            raise
        raise Unanswered(f"HTTP {error.status}, code {error.code}") from None
    except (TwilioException, RequestException) as error:
        raise Unanswered(type(error).__name__) from None


def _call(call: Any) -> CallAtTwilio:
    times = [at.astimezone(UTC) if at else None for at in (call.start_time, call.end_time)]
    return CallAtTwilio(call.sid, str(call.status), call.direction or "", call._from or "", call.to or "", *times)
