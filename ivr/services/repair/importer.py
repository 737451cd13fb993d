"""Put a repair into our tables: a new one in, a known one up to date, each new stage into its history."""

from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, or_, select
from sqlalchemy.orm import Session

from ivr.identifiers import luhn
from ivr.identity.identifiers import LEAST_DIGITS, MOST_DIGITS, order_digits
from ivr.identity.imei import CHECKED
from ivr.services.repair.tables import RepairRow, RepairStageRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_new, insert_or_update

_ORDER: BindParameter[bytes] = bindparam("order")
_INDEX: BindParameter[bytes] = bindparam("index")
_ID = select(RepairRow.id).where(RepairRow.order_index == _ORDER)
_KNOWN = select(RepairRow.id, RepairRow.order).where(RepairRow.order_index == _ORDER)
_ALIKE = (
    select(RepairRow.order_index)
    .where(or_(RepairRow.order_index == _INDEX, RepairRow.order_digits_index == _INDEX))
    .limit(2)
)
TOLD = "order: callers give the digits only, and these are {}; the repair is found by phone number or IMEI only"

SHADOWS = "order: another order has these digits and letters; callers who give the digits hear of this one"


def store_repair(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one repair, and its stage in the history; tell whether it is new and whether callers can ask for it."""
    rows, columns = connection_of(session), _columns(values, keyring)
    order = {"order": columns["order_index"]}
    is_new = rows.execute(_KNOWN, order).one_or_none() is None  # other keys are noticed here
    insert_or_update(rows, RepairRow, ("order_index",), columns)
    stage = {name: columns[name] for name in ("since", "stage", "centre")}
    insert_new(rows, RepairStageRow, stage | {"repair_id": rows.scalar(_ID, order)})
    return Stored(is_new, _unreachable(rows, keyring, values["order"]))


def _columns(values: dict[str, Any], keyring: Keyring) -> dict[str, Any]:
    first, second = [*values["imei"], None, None][:2]
    order, digits, index = values["order"], order_digits(values["order"]), keyring.blind_index
    return values | {
        "order_index": index(order),
        "order_digits_index": index(digits) if digits and digits != order else None,
        "phone_index": index(values["phone"]),
        "imei": first,
        "imei_index": first and index(first),
        "imei_2": second,
        "imei_2_index": second and index(second),
    }


def _unreachable(rows: Connection, keyring: Keyring, order: str) -> str:
    """Return why callers can't ask for an order number, "" when they can."""
    digits = order_digits(order)
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        return TOLD.format(f"{len(digits)}, not {LEAST_DIGITS} to {MOST_DIGITS}")
    if len(digits) == CHECKED and not luhn(digits):
        return TOLD.format(f"{CHECKED} without the check digit that an IMEI has")
    index = keyring.blind_index(digits)
    others = rows.execute(_ALIKE, {"index": index}).all()
    if len(others) < 2:
        return ""
    return SHADOWS if digits == order else TOLD.format("those of another order")
