"""Find terms, couriers' times and requests in our own tables."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, func, select

from ivr.services.send_in.send_ins import Direction, PickUp, PickUpDay, SendIn, Shipment, Terms, Way
from ivr.services.send_in.tables import PickUpRow, PickUpSeatRow, SendInRow, SendInTermsRow, ShipmentRow
from ivr.storage import Database

CODE, IMEI = 8, 15
"""Digits of an IMEI that name a model, and of all of it."""

NOTICE, SOUGHT = timedelta(hours=2), timedelta(days=14)
"""How long before a courier's time it can still be had, and how far ahead is sought."""

DAYS, TIMES = 9, 4
Clock = Callable[[], datetime]


class SqlSendIns:
    """Look requests up in the hotline's database."""

    def __init__(self, database: Database, now: Clock = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def terms(self, imei: str, country: str, call_sid: str) -> Terms | None:
        """Return on which terms a phone may be sent in; see ivr.services.send_in.send_ins.SendIns."""
        of_model = select(SendInTermsRow).where(SendInTermsRow.code == imei[:CODE]).order_by(SendInTermsRow.country)
        of_country = select(SendInTermsRow.code).where(SendInTermsRow.country == country).limit(1)
        with self._database.reading_rows() as rows:
            found = {row.country: row for row in rows.execute(of_model)}
            is_served = rows.scalar(of_country) is not None
        if not found:
            return None
        if row := found.get(country):
            return Terms("yes", row.model, row.price and Decimal(row.price), row.currency, row.days)
        return Terms("model" if is_served else "region", next(iter(found.values())).model)

    def pick_ups(self, country: str, call_sid: str) -> tuple[PickUpDay, ...]:
        """Return the next days on which couriers can come; see ivr.services.send_in.send_ins.SendIns."""
        now, taken = self._now(), func.count(PickUpSeatRow.seat)
        free = (
            select(PickUpRow)
            .outerjoin(PickUpSeatRow, PickUpSeatRow.pick_up_id == PickUpRow.id)
            .where(PickUpRow.country == country, PickUpRow.starts.between(now + NOTICE, now + SOUGHT))
            .group_by(PickUpRow.id)
            .having(taken < PickUpRow.seats)
            .order_by(PickUpRow.starts, PickUpRow.code)
        )
        with self._database.reading_rows() as rows:
            times = [pick_up(row) for row in rows.execute(free)]
        days = groupby(times, key=lambda time: time.starts.date())
        return tuple(PickUpDay(day, tuple(found)[:TIMES]) for day, found in days)[:DAYS]

    def find(self, number: str, phone: str, call_sid: str) -> SendIn | None:
        """Return the request of a number and a phone number; see ivr.services.send_in.send_ins.SendIns."""
        index = self._database.keyring.blind_index
        named = SendInRow.imei_index == index(number) if len(number) == IMEI else SendInRow.number == number
        mine = select(SendInRow).where(named, SendInRow.phone_index == index(phone)).order_by(SendInRow.at.desc())
        with self._database.reading_rows() as rows:
            row = rows.execute(mine.limit(1)).first()
            return row and _send_in(rows, row)


def pick_up(row: Row[Any]) -> PickUp:
    """Return a courier's time by its own clock."""
    zone = ZoneInfo(row.timezone)
    starts, ends = (each.astimezone(zone).replace(tzinfo=None) for each in (row.starts, row.ends))
    return PickUp(row.code, starts, ends)


def _send_in(rows: Connection, row: Row[Any]) -> SendIn:
    booked = select(PickUpRow).join(PickUpSeatRow, PickUpSeatRow.pick_up_id == PickUpRow.id)
    time = rows.execute(booked.where(PickUpSeatRow.send_in_id == row.id)).first()
    shipped = select(ShipmentRow).where(ShipmentRow.send_in_id == row.id).order_by(ShipmentRow.scanned_at.desc())
    at = pick_up(time) if time else None
    return SendIn(
        number=row.number,
        model=row.model,
        way=Way(row.way),
        stage=row.stage,
        starts=at.starts if at else None,
        ends=at.ends if at else None,
        has_address=row.address is not None,
        shipments=tuple(map(_shipment, rows.execute(shipped))),
    )


def _shipment(row: Row[Any]) -> Shipment:
    return Shipment(Direction(row.way), row.carrier, row.scan, row.place, row.scanned_at, row.expected)
