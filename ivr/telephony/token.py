"""Let a media stream in that one of our own documents announced.

The token is signed, names the call and the stream, and lives shortly; that it is used once is the database's to say
(`calls.take_token`), because any gateway on any host may get it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

LIFE_SECONDS = 60
SALT = "media stream"


class BadTokenError(ValueError):
    """A token that is forged, too old or not for this purpose."""


@dataclass(frozen=True)
class StreamTicket:
    """What a token says: this call may open this stream."""

    call_sid: str
    stream: str


class Tokens:
    """Make and read stream tokens; the same ticket in the same second gives the same token."""

    def __init__(self, secret: str, clock: Callable[[], datetime]) -> None:
        class Signer(TimestampSigner):
            def get_timestamp(self) -> int:
                return int(clock().timestamp())

        self._serializer = URLSafeTimedSerializer(
            secret, salt=SALT, signer=Signer, signer_kwargs={"digest_method": sha256}
        )

    def make(self, ticket: StreamTicket) -> str:
        """Return a token under 500 characters, as a stream's Parameter must be."""
        token = self._serializer.dumps([ticket.call_sid, ticket.stream])
        return token if isinstance(token, str) else token.decode()

    def read(self, token: str) -> StreamTicket:
        """Return the ticket; raise BadTokenError for a forged or old one."""
        try:
            call_sid, stream = self._serializer.loads(token, max_age=LIFE_SECONDS)
        except (BadData, ValueError, TypeError) as error:
            raise BadTokenError(type(error).__name__) from error
        return StreamTicket(call_sid, stream)


def token_id(token: str) -> str:
    """Return the token's fingerprint, to be remembered as used."""
    return sha256(token.encode()).hexdigest()
