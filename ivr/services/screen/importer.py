"""Put prices of parts into our tables: new ones in, known ones up to date, with their models."""

from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from ivr.identifiers.keypad import as_keys
from ivr.services.screen.tables import ModelCodeRow, ModelRow, PartPriceRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

_MODEL = select(ModelRow.id, ModelRow.name).where(ModelRow.key == bindparam("wanted"))
_NEW_MODEL = insert(ModelRow).returning(ModelRow.id)
_RENAMED = update(ModelRow).where(ModelRow.id == bindparam("model"))
_PRICE = select(PartPriceRow.price).where(
    PartPriceRow.model_id == bindparam("model"),
    PartPriceRow.country == bindparam("in_country"),
    PartPriceRow.part == bindparam("of_part"),
)
PRICED = ("country", "part", "price", "currency", "plan_price", "plan_until", "plan_where")


def plain_model(name: str) -> str:
    """Return a model's name as it is compared."""
    return " ".join(name.casefold().replace("-", " ").split())


def store_price(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one price, and its model; tell whether it is new."""
    rows, name = connection_of(session), values["name"]
    first = next(iter(name.values()))
    known = rows.execute(_MODEL, {"wanted": plain_model(first)}).first()
    if known is None:
        columns = {"key": plain_model(first), "name": name, "keys": as_keys(first)}
        model = int(rows.execute(_NEW_MODEL, columns).scalar_one())
    else:
        model = known.id
        if not name.items() <= known.name.items():  # a file that lacks a name takes none away
            rows.execute(_RENAMED, {"model": model, "name": {**known.name, **name}})
    for code in values["imei_codes"]:
        insert_or_update(rows, ModelCodeRow, ("code",), {"code": code, "model_id": model})
    wanted = {"model": model, "in_country": values["country"], "of_part": values["part"]}
    is_new = rows.execute(_PRICE, wanted).first() is None
    price = {each: values[each] for each in PRICED} | {"model_id": model}
    insert_or_update(rows, PartPriceRow, ("model_id", "country", "part"), price)
    return Stored(is_new)
