"""The services that callers can ask for, one package each; none imports another.

The registry makes of them the call flow with its menu, the sources, importers and demo data, the checks and the docs.
"""

import sys
from pathlib import Path

from ivr.callflow import hotline
from ivr.callflow.topics import all_topics
from ivr.dialog.check.walk import items
from ivr.dialog.script import LookUp
from ivr.services.registry import BadService, discover
from ivr.services.service import Context, Service
from ivr.sources import Source, of_kind

try:
    SERVICES = discover(Path(__file__).parent, __name__)
except BadService as bad:
    print(bad, file=sys.stderr)
    sys.exit(2)

TOPICS = all_topics(topic for service in SERVICES for topic in service.topics)
"""All that a call can be about."""

KINDS = {slot: kind for service in SERVICES for slot, kind in service.slots.items()}
"""What the slots of all services may hold."""

HOTLINE = hotline([form for service in SERVICES for form in service.forms], TOPICS, KINDS)
"""The whole call flow."""


def open_sources(context: Context) -> dict[str, Source]:
    """Return the sources of all services by name."""
    slots = {item.source: item.slot for _, item in items(HOTLINE) if isinstance(item, LookUp)}
    opened = {name: open_source(context) for service in SERVICES for name, open_source in service.sources.items()}
    return {name: of_kind(source, HOTLINE.kinds.get(slots.get(name, ""))) for name, source in opened.items()}


__all__ = ["HOTLINE", "SERVICES", "TOPICS", "Context", "Service", "open_sources"]
