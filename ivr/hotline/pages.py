"""Open the pages behind links for one web process."""

from collections.abc import Callable
from datetime import UTC, datetime

from ivr.hotline.regions import open_regions
from ivr.hotline.texts import open_writer
from ivr.pages import Pages
from ivr.pages.rate_limit import RateLimit
from ivr.services import Context
from ivr.services.repair.history import open_progress
from ivr.services.send_in.addresses import open_addresses
from ivr.services.send_in.source import open_send_ins
from ivr.settings import Settings
from ivr.storage import Database


def open_pages(
    settings: Settings, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Pages:
    """Return the pages."""
    regions = open_regions(settings)
    context = Context(settings, database, clock)
    look = open_progress(context)
    write = open_writer(settings, regions)
    hotline = settings.sms_from if settings.sms_from.startswith("+") else ""
    requests = open_addresses(context), open_send_ins(context)
    return Pages(database, regions, write, look, hotline, clock, RateLimit(), *requests)
