"""Let supervisors who publish at once do so one after the other."""

import hashlib

from sqlalchemy.orm import Session

from ivr.storage.locks import one_at_a_time

PUBLISHING = hashlib.sha256(b"publishing").digest()


def alone(session: Session) -> None:
    """Hold the right to publish until the transaction ends."""
    one_at_a_time(session.connection(), [PUBLISHING])
