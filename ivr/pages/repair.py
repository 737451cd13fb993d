"""Put a repair into the words of its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ivr.dialog.instructions import Say
from ivr.outbox.rows import Outcome
from ivr.services.repair.forms.progress import OVER, STAGES, tell_progress
from ivr.services.repair.forms.quote import REASONS
from ivr.services.repair.history import Progress
from ivr.services.repair.repairs import Repair

Write = Callable[..., str]
"""Writes one prompt with its values in the page's language and zone: write("page_title", brand="Acme")."""


@dataclass(frozen=True)
class Row:
    """A stage on the page: its name, since when (ISO for machines, and in words), and where."""

    name: str
    iso: str
    since: str
    centre: str


@dataclass(frozen=True)
class Shown:
    """A photo on the page: its name, and what it shows when."""

    name: str
    told: str


@dataclass(frozen=True)
class RepairPage:
    """All that the page of a repair shows. `quote` are sentences, empty when none waits for an answer."""

    title: str
    told: Sequence[str]
    rows: Sequence[Row]
    quote: Sequence[str]
    photos: Sequence[Shown] = ()


def is_over(repair: Repair) -> bool:
    """Tell whether nothing more will happen, so that links to the repair end."""
    return repair.stage.value in OVER - {"quote_declined"}


def repair_page(progress: Progress, write: Write) -> RepairPage:
    """Return the page of a repair."""
    repair = progress.repair
    says = tell_progress({"repairs": [repair.to_json()], "repair": 0})
    told = [write(say.prompt, **say.values) for say in says if isinstance(say, Say)]
    rows = [
        Row(stage_name(step.stage, write), step.since.isoformat(), moment(step.since.isoformat(), write), step.centre)
        for step in progress.steps
    ]
    title = write("page_repair_title", model=repair.model)
    return RepairPage(title, told, rows, quote_told(repair, write), photos_told(progress, write))


def photos_told(progress: Progress, write: Write) -> Sequence[Shown]:
    """Return the photos with what is written under them."""
    return [
        Shown(one.name, write("page_photo", stage=stage_name(one.stage, write), at=one.at.isoformat()))
        for one in progress.photos
    ]


def stage_name(stage: str, write: Write) -> str:
    """Return a stage in a word or two."""
    return write(f"page_stage_{stage}" if stage in STAGES else "page_stage_other")


def moment(iso: str, write: Write) -> str:
    """Return a day and a time."""
    return write("page_moment", at=iso)


def quote_told(repair: Repair, write: Write) -> Sequence[str]:
    """Return what a quote that waits says, as by phone."""
    if not repair.quote_pending or repair.cost is None:
        return ()
    told = [write("quote_is", model=repair.model, order=repair.order, cost=_money(repair.cost, repair))]
    if repair.quote_deadline:
        told.append(write("quote_until", deadline=repair.quote_deadline.isoformat()))
    if repair.decline_cost:
        told.append(write("quote_decline_costs", cost=_money(repair.decline_cost, repair)))
    elif repair.decline_cost is not None:
        told.append(write("quote_decline_free"))
    return told


def confirming(repair: Repair, answer: str, write: Write) -> str:
    """Return what an answer to the quote would mean."""
    assert repair.cost is not None
    costs = {"cost": _money(repair.cost, repair), "decline_cost": _money(repair.decline_cost or Decimal(0), repair)}
    return write(f"page_confirm_{answer}", **costs)


def outcome_told(outcome: Outcome, answer: str, write: Write) -> str:
    """Return what came of an answer, in the words of the phone."""
    result = outcome.result if isinstance(outcome.result, dict) else {}
    if outcome.status == "done":
        return write(f"quote_{answer}d" if answer == "approve" else "quote_declined", number=str(result.get("number")))
    if outcome.status == "refused" and result.get("reason") in REASONS:
        return write(f"quote_refused_{result['reason']}")
    return write("page_waiting" if outcome.status == "waiting" else "page_not_done")


def _money(amount: Decimal, repair: Repair) -> dict[str, str]:
    return {"amount": str(amount), "currency": repair.currency}
