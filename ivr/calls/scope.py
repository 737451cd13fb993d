"""Which calls somebody may see: those of some regions, and those that were in some queues."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, column, or_, select, table
from sqlalchemy.orm import Session

from ivr.calls.tables import CallRow

VISITS = table("queue_visits", column("call_sid", String), column("queue", String))


@dataclass(frozen=True)
class Scope:
    """Regions and queues; nothing in one of them means all."""

    regions: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether all calls are in it."""
        return not (self.regions or self.queues)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what calls in it fulfil; nothing where all are."""
        found: list[ColumnElement[bool]] = [CallRow.region.in_(self.regions)] if self.regions else []
        if self.queues:
            lanes = [
                or_(VISITS.c.queue == name, VISITS.c.queue.startswith(f"{name}-", autoescape=True))
                for name in self.queues
            ]
            visited = select(VISITS.c.call_sid).where(VISITS.c.call_sid == CallRow.sid, or_(*lanes))
            found.append(visited.exists())
        return found


WHOLE = Scope()


def visible(session: Session, sids: Sequence[str], scope: Scope) -> frozenset[str]:
    """Return those of some calls that are in a scope; calls that are not there are in none."""
    wanted = select(CallRow.sid).where(CallRow.sid.in_(sids), *scope.conditions())
    return frozenset(session.scalars(wanted)) if sids else frozenset()
