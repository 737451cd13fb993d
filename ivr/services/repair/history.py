"""Read the stages that a repair has gone through, and answer its quote from elsewhere than a call."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ivr.services.repair.photos import Photo, photos_of
from ivr.services.repair.repairs import Repair
from ivr.services.repair.source import open_repairs, question_of
from ivr.services.repair.tables import RepairRow, RepairStageRow
from ivr.services.service import Context
from ivr.storage import Json


@dataclass(frozen=True)
class Step:
    """A stage that was reached."""

    stage: str
    since: datetime
    centre: str


@dataclass(frozen=True)
class Progress:
    """A repair with its stages, the newest first; of a repair in another system only the present one is known."""

    repair: Repair
    steps: Sequence[Step]
    photos: Sequence[Photo] = ()


Look = Callable[[str, Mapping[str, Any], str], Progress | None]
"""Asked with order number, what was verified, and the country of the call: the repair, None when it is not found."""


def open_progress(context: Context) -> Look:
    """Return what finds a repair for who has verified it before; raises LookupFailed."""
    repairs = open_repairs(context)

    def look(order: str, identity: Mapping[str, Any], country: str) -> Progress | None:
        own = repairs.find_own(question_of(identity, {}, "", country))
        found = next((repair for repair in own if repair.order == order), None)
        return Progress(found, _steps(context, found), _photos(context, found)) if found else None

    return look


def quote_payload(repair: Repair, answer: str) -> Json:
    """Return what the command `answer_quote` needs, with how it was confirmed: read again, and pressed twice."""
    told = repair.to_json()
    quote = {"order": repair.order, "amount": told["cost"], "currency": repair.currency}
    quote |= {"deadline": told["quote_deadline"], "decline_cost": told["decline_cost"]}
    return {"quote": quote, "quote_answer": answer, "confirmed": {"by": "page", "heard": [answer, answer]}}


def _photos(context: Context, repair: Repair) -> Sequence[Photo]:
    if context.settings.look_up_url:
        return ()
    with context.database.reading_rows() as rows:
        return photos_of(rows, repair.order)


def _steps(context: Context, repair: Repair) -> Sequence[Step]:
    now = Step(repair.stage.value, repair.since, repair.centre)
    if context.settings.look_up_url:
        return (now,)
    index = context.database.keyring.blind_index(repair.order)
    stages = (
        select(RepairStageRow.stage, RepairStageRow.since, RepairStageRow.centre)
        .join(RepairRow, RepairRow.id == RepairStageRow.repair_id)
        .where(RepairRow.order_index == index)
        .order_by(RepairStageRow.since.desc())
    )
    with context.database.reading_rows() as rows:
        steps = [Step(*row) for row in rows.execute(stages)]
    return steps if any(step.stage == now.stage for step in steps) else (now, *steps)
