"""The services that callers can ask for, one package each; none imports another.

The registry makes of them the call flow with its menu, the sources, importers and demo data, the checks and the docs.
"""

import sys
from pathlib import Path

from ivr.callflow import hotline
from ivr.callflow.topics import all_topics
from ivr.services.registry import BadService, discover
from ivr.services.service import Context, Service
from ivr.sources import Source

try:
    SERVICES = discover(Path(__file__).parent, __name__)
except BadService as bad:
    print(bad, file=sys.stderr)
    sys.exit(2)

TOPICS = all_topics(topic for service in SERVICES for topic in service.topics)
"""All that a call can be about."""

HOTLINE = hotline([form for service in SERVICES for form in service.forms], TOPICS)
"""The whole call flow."""


def open_sources(context: Context) -> dict[str, Source]:
    """Return the sources of all services by name."""
    return {name: opened(context) for service in SERVICES for name, opened in service.sources.items()}


__all__ = ["HOTLINE", "SERVICES", "TOPICS", "Context", "Service", "open_sources"]
