"""Keep the photos that a centre sends of a repair; they go with the repair."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, func, select

from ivr.identity.identifiers import normal
from ivr.services.repair.pictures import BadPhoto, clean
from ivr.services.repair.tables import RepairPhotoRow, RepairRow
from ivr.storage import Database, Rows, connection_of
from ivr.storage.binding import keyring_of
from ivr.storage.conflict import insert_new

MOST = 20
NAME_BYTES = 12


class NoSuchRepair(LookupError):
    """There is no repair of this order number in our own tables."""


@dataclass(frozen=True)
class Photo:
    """A photo of a repair: the name under which its page has it, when it came, and of which stage it is."""

    name: str
    at: datetime
    stage: str


def add_photo(database: Database, order: str, data: bytes, at: datetime) -> str:
    """Keep a photo; return its name. The same file sent again is kept once.

    Raises:
        BadPhoto: it is none, or the repair has twenty.
        NoSuchRepair: nobody knows the order number.
    """
    with database.reading_rows() as rows:
        _repair(rows, order)  # before the work of decoding
    content, digest = clean(data), hashlib.sha256(data).digest()
    with database.writing_rows() as rows:
        repair, stage = _repair(rows, order)
        photo = {"repair_id": repair, "digest": digest, "name": token_urlsafe(NAME_BYTES), "content": content}
        mine = RepairPhotoRow.repair_id == repair
        count = connection_of(rows).scalar(select(func.count()).where(mine)) or 0
        if count < MOST and insert_new(rows, RepairPhotoRow, photo | {"stage": stage, "at": at}):
            return str(photo["name"])
        known = select(RepairPhotoRow.name).where(mine, RepairPhotoRow.digest == digest)
        name = connection_of(rows).scalar(known)
    if name is None:
        raise BadPhoto(f"The repair has {MOST} photos already.")
    return name


def photos_of(rows: Rows, order: str) -> Sequence[Photo]:
    """Return the photos of a repair, the newest first."""
    parts = (RepairPhotoRow.name, RepairPhotoRow.at, RepairPhotoRow.stage)
    found = select(*parts).join(RepairRow).where(_is(rows, order)).order_by(RepairPhotoRow.at.desc())
    return [Photo(*row) for row in connection_of(rows).execute(found)]


def photo(rows: Rows, order: str, name: str) -> bytes | None:
    """Return a photo of this repair as JPEG; None for one of another, or none at all. Raises UnreadableValue."""
    found = select(RepairPhotoRow.content).join(RepairRow).where(_is(rows, order), RepairPhotoRow.name == name)
    return connection_of(rows).scalar(found)


def _repair(rows: Rows, order: str) -> tuple[int, str]:
    row = connection_of(rows).execute(select(RepairRow.id, RepairRow.stage).where(_is(rows, order))).one_or_none()
    if row is None:
        raise NoSuchRepair
    return row.id, row.stage


def _is(rows: Rows, order: str) -> ColumnElement[bool]:
    known = normal(order, "order", "") or order
    return RepairRow.order_index == keyring_of(connection_of(rows).dialect).blind_index(known)
