"""Call people: put the parts of `ivr.outbound` together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from twilio.rest import Client

from ivr import outbound
from ivr.hotline.regions import open_regions
from ivr.outbound import Dialler, Plan, Reasons
from ivr.outbound.line import Line
from ivr.outbound.pacer import Pacer
from ivr.outbox.worker import now_in_utc
from ivr.refusals import Refusal
from ivr.regions import Region, Regions
from ivr.services import SERVICES, Context
from ivr.settings import Settings
from ivr.storage import Database
from ivr.telephony.live_call import rest_client
from ivr.telephony.urls import AGAIN


class CannotStart(Refusal):
    """Say in a sentence why a campaign can't be started."""


@dataclass(frozen=True)
class Outbound:
    """All that calls people in one process."""

    database: Database
    regions: Regions
    reasons: Reasons
    dialler: Dialler
    pacer: Pacer
    number: Callable[[Region], str]
    clock: Callable[[], datetime]

    def start(self, plan: Plan, by: str) -> int:
        """Start a campaign with all who have its reason now; return how many are new in it. Raises CannotStart."""
        region = next((one for one in self.regions.all if one.name == plan.region), None)
        if region is None:
            names = ", ".join(self.region_names)
            raise CannotStart("There is no region %(region)s; take one of %(names)s.", region=plan.region, names=names)
        if plan.reason not in self.reasons:
            names = ", ".join(self.reasons)
            raise CannotStart("There is no reason %(reason)s; take one of %(names)s.", reason=plan.reason, names=names)
        if not self.number(region):
            raise CannotStart("There is no number to call from: set IVR_CALLS_FROM, or give the region a number.")
        now = self.clock()
        with self.database.writing_rows() as rows:
            campaign = outbound.start(rows, plan, by, now)
        people = self.reasons[plan.reason].people(region.country)
        return outbound.add_people(self.database, campaign, plan.reason, people, now)

    @property
    def region_names(self) -> tuple[str, ...]:
        """Return the names of the regions."""
        return tuple(region.name for region in self.regions.all)


def open_outbound(
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime] = now_in_utc,
    client: Client | None = None,
) -> Outbound:
    """Return what calls people with these settings; tests may bring their own client of Twilio's."""
    regions = open_regions(settings)
    context = Context(settings, database, clock)
    told = [service.reasons(context) for service in SERVICES if service.reasons]
    reasons = {name: reason for each in told for name, reason in each.items()}
    line = Line(client or rest_client(settings), f"{settings.web_base}/voice/outbound", AGAIN)

    def number(region: Region) -> str:
        return region.numbers[0] if region.numbers else settings.calls_from

    dialler = Dialler(database, line, regions, reasons, number, clock)
    pacer = Pacer(database, line, regions, clock)
    return Outbound(database, regions, reasons, dialler, pacer, number, clock)
