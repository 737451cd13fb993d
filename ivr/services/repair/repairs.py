"""What the hotline may ask about repairs, and what it gets back."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from ivr.identity.attempts import Attempt
from ivr.identity.identifiers import IdentifierKind
from ivr.storage import Json


class Stage(StrEnum):
    """Where a repair can stand, in the order it usually goes."""

    REGISTERED = "registered"
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    INSPECTED = "inspected"
    QUOTE_PENDING = "quote_pending"
    QUOTE_APPROVED = "quote_approved"
    QUOTE_DECLINED = "quote_declined"
    WAITING_FOR_PART = "waiting_for_part"
    IN_REPAIR = "in_repair"
    QUALITY_CHECK = "quality_check"
    READY_FOR_PICKUP = "ready_for_pickup"
    SHIPPED_BACK = "shipped_back"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


CANCELLABLE = frozenset({Stage.REGISTERED, Stage.ON_ITS_WAY, Stage.RECEIVED, Stage.INSPECTED, Stage.QUOTE_PENDING})
"""Stages before the work begins: a repair can be cancelled by itself; later an agent must see to it."""


@dataclass(frozen=True)
class Repair:
    """How far a repair is, as far as a caller may hear it: no phone number in it, and the IMEI is never spoken.

    `doing` is what is being done, in a few words ("replacing the screen"), empty when nothing is said. `cost` is the
    quoted or final price, None when there is none yet. A quote is to be answered until `quote_deadline`; to decline it
    costs `decline_cost` (None: nobody says).
    """

    order: str
    model: str
    stage: Stage
    since: datetime
    doing: str
    promised: date | None
    centre: str
    cost: Decimal | None
    currency: str
    imei: str = ""
    quote_deadline: date | None = None
    decline_cost: Decimal | None = None

    @property
    def quote_pending(self) -> bool:
        """Tell whether the customer has to answer a quote before the work goes on."""
        return self.stage is Stage.QUOTE_PENDING

    def to_json(self) -> dict[str, Json]:
        """Return the repair as JSON: times as ISO 8601, cost as a string, and quote_pending."""
        return {
            "order": self.order,
            "model": self.model,
            "stage": self.stage.value,
            "since": self.since.isoformat(),
            "doing": self.doing,
            "promised": self.promised.isoformat() if self.promised else None,
            "centre": self.centre,
            "cost": None if self.cost is None else str(self.cost),
            "currency": self.currency,
            "quote_pending": self.quote_pending,
            "imei": self.imei,
            "quote_deadline": self.quote_deadline.isoformat() if self.quote_deadline else None,
            "decline_cost": None if self.decline_cost is None else str(self.decline_cost),
        }


@dataclass(frozen=True)
class SearchResult:
    """The repairs of a number, newest first, and the try that is counted once they are told."""

    repairs: tuple[Repair, ...]
    attempt: Attempt


@dataclass(frozen=True)
class Question:
    """What a caller gave to get at repairs.

    `factor` shows that they are theirs: the whole phone number, or the last six digits of the IMEI, and never the
    identifier itself. `further` is one more number, where it is asked for: the order number, or the end of the IMEI
    when the order number was given first. `caller` is the number called from, "" when withheld.
    """

    identifier: str
    kind: IdentifierKind
    factor: str
    further: str = ""
    caller: str = ""
    call_sid: str = ""


class Repairs(Protocol):
    """Where repairs are found."""

    def asks_more(self, question: Question) -> bool:
        """Tell whether so many tries failed that a further number is needed. It is the same for what does not exist."""
        ...

    def find(self, question: Question) -> SearchResult:
        """Return the repairs of an order number, phone number or IMEI. This only reads.

        Not found, wrong factor and a further number that is missing or wrong are one answer, no repairs, and take the
        same time. Raises LookupFailed.
        """
        ...

    def find_own(self, question: Question) -> tuple[Repair, ...]:
        """Return all repairs of the customer whom these numbers have verified before in this call. This only reads.

        Nothing is counted: it is no new try. Raises LookupFailed.
        """
        ...
