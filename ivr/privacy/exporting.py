"""Hand over what is kept of a person: JSON that people and programs read, what they said as sound, and photos."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, LargeBinary, Row, Table, select

from ivr.calls.tables import UtteranceRow
from ivr.privacy.people import Person, rows_of
from ivr.speech.wav_file import wav
from ivr.storage import EncryptedBytes, Rows, connection_of
from ivr.storage.columns import Encrypted

OURS = frozenset({"state", "reply", "key", "ref", "claimed_by"})
"""Columns that tell nothing of a person but how we work."""


def export(rows: Rows, person: Person, now: datetime) -> bytes:
    """Return a ZIP archive: `data.json` by table, `sound/<utterance>.wav`, and photos: `<table>/<id>.jpg`."""
    theirs = rows_of(person)
    told = {table.name: found for table, which in theirs.items() if (found := _rows(rows, table, which))}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps({"made_at": now.isoformat(), "tables": told}, ensure_ascii=False, indent=2, default=str)
        archive.writestr("data.json", text)
        for table, which in theirs.items():
            for name, data in _files(rows, table, which):
                archive.writestr(name, data)
    return file.getvalue()


def _rows(rows: Rows, table: Table, which: Any) -> list[Mapping[str, Any]]:
    shown = [column for column in table.columns if column.name not in OURS and not _is_bytes(column)]
    return [_shown(row) for row in connection_of(rows).execute(select(*shown).where(which)).all()]


def _is_bytes(column: "Column[Any]") -> bool:
    """Tell whether a column holds what nobody can read: an index, or sound, which is handed over as such."""
    encrypted = isinstance(column.type, Encrypted)
    return isinstance(column.type, EncryptedBytes) or (isinstance(column.type, LargeBinary) and not encrypted)


def _shown(row: Row[Any]) -> Mapping[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in row._mapping.items()
        if value not in (None, "")
    }


def _files(rows: Rows, table: Table, which: Any) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of what is no text: the sound of utterances, photos."""
    for column in table.columns:
        if isinstance(column.type, EncryptedBytes):
            for id_, data in connection_of(rows).execute(select(table.c.id, column).where(which)).all():
                is_sound = table is UtteranceRow.__table__
                yield (f"sound/{id_}.wav", wav(data)) if is_sound else (f"{table.name}/{id_}.jpg", data)
