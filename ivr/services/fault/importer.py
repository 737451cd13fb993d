"""Put symptoms and remedies into our tables: new ones in, known ones up to date."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ivr.services.fault.tables import RemedyRow, SymptomRow
from ivr.sources import Stored
from ivr.storage import Keyring, connection_of
from ivr.storage.conflict import insert_or_update

KEY = ("symptom", "model", "versions", "step")
_SYMPTOM = select(SymptomRow.code).where(SymptomRow.code == bindparam("wanted"))
_REMEDY = select(RemedyRow.id).where(*(getattr(RemedyRow, name) == bindparam(f"of_{name}") for name in KEY))


def store_symptom(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one symptom; tell whether it is new."""
    rows = connection_of(session)
    is_new = rows.scalar(_SYMPTOM, {"wanted": values["code"]}) is None
    columns = {each: values[each] for each in ("code", "name", "sentences", "place")} | {"is_danger": values["danger"]}
    insert_or_update(rows, SymptomRow, ("code",), columns)
    return Stored(is_new)


def store_remedy(session: Session, keyring: Keyring, values: dict[str, Any]) -> Stored:
    """Store one step; tell whether it is new. One of a symptom that nobody knows is left out, and noted."""
    rows = connection_of(session)
    if rows.scalar(_SYMPTOM, {"wanted": values["symptom"]}) is None:
        return Stored(False, f"left out: there is no symptom {values['symptom']!r}; import the symptoms first")
    columns = {**values, "model": plain_model(values["model"])}
    is_new = rows.scalar(_REMEDY, {f"of_{name}": columns[name] for name in KEY}) is None
    insert_or_update(rows, RemedyRow, KEY, columns)
    return Stored(is_new)


def plain_model(name: str) -> str:
    """Return a model's name as it is compared; the same as the prices of parts have it."""
    return " ".join(name.casefold().replace("-", " ").split())
