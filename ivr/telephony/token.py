"""Let in what one of our own processes announced: a media stream, a recording to be understood.

A token is signed, says what it is for, and lives shortly. That a stream's token is used once is the database's to say
(`calls.take_token`), because any gateway on any host may get it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Generic, TypeVar

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from ivr import codec

LIFE_SECONDS = 60


class BadTokenError(ValueError):
    """A token that is forged, too old or for another purpose."""


@dataclass(frozen=True)
class StreamTicket:
    """This call may open this stream, which the document of this turn starts."""

    call_sid: str
    stream: str
    turn: int | None = None


@dataclass(frozen=True)
class RecordingTicket:
    """This recording, made at this turn of this call, may be understood."""

    call_sid: str
    turn: int
    recording_sid: str


@dataclass(frozen=True)
class AgentTicket:
    """The call that fetches this was made by us, to an agent of this queue."""

    queue: str


Ticket = TypeVar("Ticket", StreamTicket, RecordingTicket, AgentTicket)


class Tokens(Generic[Ticket]):
    """Make and read tokens of one kind; the same ticket in the same second gives the same token."""

    def __init__(
        self, kind: type[Ticket], secret: str, clock: Callable[[], datetime], life_seconds: int = LIFE_SECONDS
    ) -> None:
        class Signer(TimestampSigner):
            def get_timestamp(self) -> int:
                return int(clock().timestamp())

        self._kind: type[Ticket] = kind
        self._life = life_seconds
        self._serializer = URLSafeTimedSerializer(
            secret, salt=kind.__name__, signer=Signer, signer_kwargs={"digest_method": sha256}
        )

    def make(self, ticket: Ticket) -> str:
        """Return a token under 500 characters, as a stream's Parameter must be."""
        token = self._serializer.dumps(asdict(ticket))
        return token if isinstance(token, str) else token.decode()

    def read(self, token: str) -> Ticket:
        """Return the ticket; raise BadTokenError for a forged or old one."""
        if not token.isascii():  # JSON may bring half a character, which no encoding takes
            raise BadTokenError("not ASCII")
        try:
            told: object = self._serializer.loads(token, max_age=self._life)
            if isinstance(told, list):  # as code before version 1 made them
                told = dict(zip((part.name for part in fields(self._kind)), told, strict=False))
            ticket: Ticket = codec.load(self._kind, told)
        except (BadData, codec.Unreadable) as error:
            raise BadTokenError(type(error).__name__) from error
        return ticket


def token_id(token: str) -> str:
    """Return the token's fingerprint, to be remembered as used."""
    return sha256(token.encode()).hexdigest()
