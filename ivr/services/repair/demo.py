"""Invent repairs, so that a newcomer has something to ask for: three in every stage, one customer with four."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from stdnum import luhn

from ivr.services.repair.importer import store_repair
from ivr.services.repair.repairs import Stage
from ivr.services.repair.tables import RepairRow
from ivr.sources import Row, import_rows
from ivr.storage import Database

CUSTOMER_PHONE = "+12025550143"
CUSTOMER_IMEI = "490154203237518"
CUSTOMER_ORDER = "472916"
FIRST_STEPS = f"""\
  one repair:       order {CUSTOMER_ORDER}, then {CUSTOMER_PHONE[-4:]} (from another phone {CUSTOMER_PHONE[2:]})
  several repairs:  phone {CUSTOMER_PHONE[2:]}, then {CUSTOMER_IMEI[-6:]} (last six of the IMEI)"""

CUSTOMERS_REPAIRS = (
    (CUSTOMER_ORDER, CUSTOMER_IMEI, Stage.IN_REPAIR),
    ("473088", "490154203237526", Stage.QUOTE_PENDING),
    ("471826", "490154203237534", Stage.READY_FOR_PICKUP),
    ("466201", CUSTOMER_IMEI, Stage.DELIVERED),
)
MODELS = ("Aurora 5", "Aurora 5 Lite", "Meridian X", "Tern 12", "Tern 12 Pro")
CENTRES = ("Riverside", "Market Square", "North Station", "Harbour Street")
JOBS = ("replacing the screen", "replacing the battery", "cleaning the charging port", "replacing the camera")
WITHOUT_JOB = {Stage.REGISTERED, Stage.ON_ITS_WAY, Stage.DELIVERED, Stage.CANCELLED}
PRICED = {Stage.QUOTE_PENDING, Stage.QUOTE_APPROVED, Stage.IN_REPAIR, Stage.READY_FOR_PICKUP, Stage.SHIPPED_BACK}
PROMISED = {Stage.QUOTE_APPROVED, Stage.WAITING_FOR_PART, Stage.IN_REPAIR, Stage.QUALITY_CHECK}


def add_demo_repairs(database: Database, now: datetime) -> None:
    """Fill an empty table of repairs; leave one that has any alone."""
    with database.reading() as session:
        is_empty = session.scalar(select(RepairRow.id).limit(1)) is None
    if is_empty:
        import_rows(database, store_repair, map(Row, demo_rows(now)))


def demo_rows(now: datetime) -> Iterator[dict[str, Any]]:
    """Yield the invented repairs; the same ones for the same `now`."""
    chance = Random(4729)
    for order, imei, stage in CUSTOMERS_REPAIRS:
        yield _row(chance, now, stage, order=order, phone=CUSTOMER_PHONE, imei=imei)
    for number, stage in enumerate([stage for stage in Stage for _ in range(3)]):
        imei = "49015420" + f"{400000 + 7919 * number:06}"
        yield _row(
            chance,
            now,
            stage,
            order=str(100_000 + 7919 * number + chance.randrange(7000)),
            phone=f"+1202555{100 + number + (number >= 43):04}",
            imei=imei + luhn.calc_check_digit(imei),
        )


def _row(chance: Random, now: datetime, stage: Stage, *, imei: str, **identifiers: str) -> dict[str, Any]:
    since = now - timedelta(hours=chance.randrange(3, 90))
    days = chance.randrange(1, 6)
    return {
        **identifiers,
        "imei": (imei,),
        "model": chance.choice(MODELS),
        "stage": stage.value,
        "since": since,
        "doing": "" if stage in WITHOUT_JOB else chance.choice(JOBS),
        "promised": (now + timedelta(days=days)).date() if stage in PROMISED else None,
        "centre": chance.choice(CENTRES),
        "cost": f"{chance.randrange(29, 240)}.00" if stage in PRICED else None,
        "currency": "USD",
        "quote_deadline": (now + timedelta(days=days)).date() if stage is Stage.QUOTE_PENDING else None,
        "decline_cost": "15.00" if stage is Stage.QUOTE_PENDING else None,
    }
