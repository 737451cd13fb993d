"""What a statement can be given to: a session, or the bare connection that is cheaper."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

Rows = Connection | Session


def connection_of(rows: Rows) -> Connection:
    """Return the connection, past the bookkeeping of a session."""
    return rows if isinstance(rows, Connection) else rows.connection()
