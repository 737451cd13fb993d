"""Read the receipts of erasures."""

from collections.abc import Sequence

from sqlalchemy import select

from ivr.privacy.erasing import Receipt
from ivr.privacy.tables import ErasureRow
from ivr.storage import Rows, connection_of

_RECEIPTS = select(ErasureRow.number, ErasureRow.at, ErasureRow.rows)


def receipts(rows: Rows, most: int = 50) -> Sequence[Receipt]:
    """Return the newest receipts, newest first."""
    found = connection_of(rows).execute(_RECEIPTS.order_by(ErasureRow.at.desc()).limit(most))
    return [Receipt(*row) for row in found]


def receipt(rows: Rows, number: str) -> Receipt | None:
    """Return the receipt with this number."""
    row = connection_of(rows).execute(_RECEIPTS.where(ErasureRow.number == number)).one_or_none()
    return Receipt(*row) if row else None
