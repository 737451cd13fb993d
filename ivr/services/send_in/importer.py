"""Put terms, couriers' times and parcels into our tables: new ones in, known ones up to date."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ivr.services.send_in.tables import PickUpRow, SendInRow, SendInTermsRow, ShipmentRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

_TERMS = select(SendInTermsRow.code).where(
    SendInTermsRow.code == bindparam("of_code"), SendInTermsRow.country == bindparam("in_country")
)
_PICK_UP = select(PickUpRow.id).where(PickUpRow.code == bindparam("wanted"))
_REQUEST = select(SendInRow.id).where(SendInRow.number == bindparam("wanted"))
_SHIPMENT = select(ShipmentRow.way).where(
    ShipmentRow.send_in_id == bindparam("request"), ShipmentRow.way == bindparam("to")
)


def store_terms(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store the terms of a model in a country; tell whether they are new."""
    rows = connection_of(session)
    columns = {"code" if name == "imei_code" else name: value for name, value in values.items()}
    is_new = rows.execute(_TERMS, {"of_code": columns["code"], "in_country": columns["country"]}).first() is None
    insert_or_update(rows, SendInTermsRow, ("code", "country"), columns)
    return Stored(is_new)


def store_pick_up(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store a courier's time; tell whether it is new. Who has a seat already keeps it."""
    rows = connection_of(session)
    is_new = rows.scalar(_PICK_UP, {"wanted": values["code"]}) is None
    insert_or_update(rows, PickUpRow, ("code",), values)
    return Stored(is_new)


def store_shipment(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store where a request's parcel is; tell whether it is new. One of an unknown request is noted and left out."""
    rows = connection_of(session)
    request = rows.scalar(_REQUEST, {"wanted": values["request"]})
    if request is None:
        return Stored(False, "no request has this number; the row was left out")
    columns = {name: value for name, value in values.items() if name != "request"} | {"send_in_id": request}
    is_new = rows.execute(_SHIPMENT, {"request": request, "to": values["way"]}).first() is None
    insert_or_update(rows, ShipmentRow, ("send_in_id", "way"), columns)
    return Stored(is_new)
