"""How long webhooks take, counted in each web process.

With PROMETHEUS_MULTIPROC_DIR, which gunicorn.conf.py sets, the processes of a host are added up.
"""

import os
from time import monotonic

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Upper bounds in seconds: half a second is noticed, 4 is the most we take whatever comes, at 15 Twilio gives up."""
WEBHOOKS = ("/voice", "/sms")

log = structlog.get_logger(__name__)
_own = CollectorRegistry()
_seconds = Histogram(
    "hotline_webhook_seconds",
    "Seconds from a webhook of Twilio's to its answer, by route and HTTP status",
    ("route", "status"),
    buckets=BUCKETS,
    registry=_own,
)


def measure(app: Flask) -> None:
    """Measure each webhook that an app answers."""

    @app.before_request
    def _begin() -> None:
        g.began = monotonic()

    @app.after_request
    def _end(response: Response) -> Response:
        rule = request.url_rule
        if rule is not None and rule.rule.startswith(WEBHOOKS) and "began" in g:
            _count(rule.rule, response.status_code, monotonic() - g.began)
        return response


def _count(rule: str, status: int, seconds: float) -> None:
    """Count an answer; what can't be counted is given all the same."""
    try:
        _seconds.labels(rule, str(status)).observe(seconds)
    except (OSError, ValueError) as error:
        log.warning("an answer was not counted", error=type(error).__name__)


def counted() -> CollectorRegistry:
    """Return what this process has counted, or where several share a folder what all of them have."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return _own
    everybody = CollectorRegistry()
    MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]
    return everybody
