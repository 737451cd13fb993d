"""Start, stop and watch campaigns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from ivr.outbound.tables import CallAttemptRow, CalledPersonRow, CampaignRow
from ivr.storage import Rows, connection_of
from ivr.storage.conflict import insert_or_update


@dataclass(frozen=True)
class Plan:
    """How a campaign goes: which reason, in which region, how fast, how many tries for each person."""

    reason: str
    region: str
    per_second: float = 1.0
    at_once: int = 10
    tries: int = 3

    @property
    def name(self) -> str:
        """Return the name of its campaign: there is one for a reason in a region."""
        return f"{self.reason} {self.region}"


@dataclass(frozen=True)
class Campaign:
    """A campaign as it is kept."""

    id: int
    name: str
    reason: str
    region: str
    status: str
    per_second: float
    at_once: int
    tries: int


@dataclass(frozen=True)
class Standing:
    """How far a campaign is: people by status, attempts by outcome."""

    campaign: Campaign
    people: Mapping[str, int]
    attempts: Mapping[str, int]


_PARTS = tuple(getattr(CampaignRow, name) for name in Campaign.__dataclass_fields__)
_RUNNING = select(*_PARTS).where(CampaignRow.status == "running").order_by(CampaignRow.id)
_OF_PERSON = (
    select(*_PARTS)
    .join(CalledPersonRow, CalledPersonRow.campaign_id == CampaignRow.id)
    .where(CalledPersonRow.id == bindparam("person"))
)


def start(rows: Rows, plan: Plan, by: str, now: datetime) -> int:
    """Start a campaign, or go on with a stopped one at this pace; return its id."""
    row = {
        "name": plan.name,
        "reason": plan.reason,
        "region": plan.region,
        "status": "running",
        "per_second": plan.per_second,
        "at_once": plan.at_once,
        "tries": plan.tries,
        "started_at": now,
        "started_by": by,
    }
    insert_or_update(rows, CampaignRow, ("name",), row)
    return connection_of(rows).execute(select(CampaignRow.id).where(CampaignRow.name == plan.name)).scalar_one()


def stop(rows: Rows, name: str) -> bool:
    """Begin no more calls of a campaign; return False when none of this name runs."""
    running = (CampaignRow.name == name, CampaignRow.status == "running")
    return connection_of(rows).execute(update(CampaignRow).where(*running).values(status="stopped")).rowcount > 0


def running(rows: Rows) -> Sequence[Campaign]:
    """Return the campaigns that run."""
    return [Campaign(**row) for row in connection_of(rows).execute(_RUNNING).mappings()]


def campaign_of(rows: Rows, person: int) -> Campaign:
    """Return the campaign that somebody is called in."""
    return Campaign(**connection_of(rows).execute(_OF_PERSON, {"person": person}).mappings().one())


def close_if_over(rows: Rows, campaign: Campaign) -> None:
    """Note that a campaign has nobody left to call."""
    left = select(CalledPersonRow.id).where(
        CalledPersonRow.campaign_id == campaign.id, CalledPersonRow.status.in_(("waiting", "calling"))
    )
    if connection_of(rows).execute(left.limit(1)).first() is None:
        over = update(CampaignRow).where(CampaignRow.id == campaign.id, CampaignRow.status == "running")
        connection_of(rows).execute(over.values(status="over"))


def standings(rows: Rows) -> Sequence[Standing]:
    """Return how far all campaigns are, the newest first."""
    connection = connection_of(rows)
    found = select(*_PARTS).order_by(CampaignRow.started_at.desc(), CampaignRow.id.desc())
    campaigns = [Campaign(**row) for row in connection.execute(found).mappings()]
    return [Standing(one, _people(rows, one.id), _attempts(rows, one.id)) for one in campaigns]


def _people(rows: Rows, campaign: int) -> dict[str, int]:
    row = CalledPersonRow
    counts = select(row.status, func.count()).where(row.campaign_id == campaign).group_by(row.status)
    return {status: count for status, count in connection_of(rows).execute(counts)}


def _attempts(rows: Rows, campaign: int) -> dict[str, int]:
    person, attempt = CalledPersonRow, CallAttemptRow
    counts = select(attempt.outcome, func.count()).join(person, person.id == attempt.person_id)
    found = counts.where(person.campaign_id == campaign).group_by(attempt.outcome)
    return {outcome or "under way": count for outcome, count in connection_of(rows).execute(found)}
