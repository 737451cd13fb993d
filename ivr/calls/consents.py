"""Keep with each call which notice its caller had, and whether sound of the call may be kept."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, select, update

from ivr.calls.tables import ConsentRow, UtteranceRow
from ivr.storage import Rows, connection_of
from ivr.storage.conflict import insert_or_update

Recording = Literal["off", "told", "asked", "agreed", "refused", "cut off", "message"]
"""Whether sound may be kept: the region keeps none; the caller was told; was asked; agreed; refused, at any moment; or
did not hear the notice to its end, so that nothing is kept; or nothing but a message that they had recorded by key."""
WORDS: dict[str, str] = {
    "off": "no sound is kept in this region",
    "told": "the caller was told that speech is kept",
    "asked": "asked, no sound is kept without a yes",
    "agreed": "the caller agreed to recordings",
    "refused": "the caller refused: no sound is kept",
    "cut off": "the notice was cut off: no sound is kept",
    "message": "no sound is kept but a message that the caller had recorded",
}


@dataclass(frozen=True)
class Consent:
    """What a caller was told, when, and whether sound may be kept since `changed_at`."""

    version: str
    language: str
    hash: str
    told_at: datetime
    recording: str
    changed_at: datetime

    @property
    def in_words(self) -> str:
        """Return for people whether sound may be kept."""
        return WORDS.get(self.recording, self.recording)


def note_notice(
    rows: Rows, sid: str, version: str, language: str, words: str, recording: Recording, at: datetime
) -> None:
    """Note the notice that a caller is given; another one, as in another language, takes its place."""
    told = hashlib.sha256(words.encode()).hexdigest()
    consent = Consent(version, language, told, at, recording, at)
    insert_or_update(rows, ConsentRow, ("call_sid",), {"call_sid": sid, **vars(consent)})


def note_recording(rows: Rows, sid: str, recording: Recording, at: datetime) -> None:
    """Note that sound may be kept from now on, or may not; a refusal also deletes what was kept of the call before."""
    changed = update(ConsentRow).where(ConsentRow.call_sid == sid).values(recording=recording, changed_at=at)
    connection_of(rows).execute(changed)
    if recording == "refused":
        connection_of(rows).execute(delete(UtteranceRow).where(UtteranceRow.call_sid == sid))


def consent_of(rows: Rows, sid: str) -> Consent | None:
    """Return what the caller of a call was told; None where nobody told them, or it was not kept yet."""
    row = connection_of(rows).execute(select(ConsentRow.__table__).where(ConsentRow.call_sid == sid)).mappings().first()
    return Consent(**{name: value for name, value in row.items() if name != "call_sid"}) if row else None
