"""Tell Prometheus how the hotline is: `/metrics`, for this machine or with the token.

What the database knows is the same on every host; what the media gateway and the launcher say is the host's own.
"""

import hmac
from collections.abc import Iterator, Mapping
from datetime import timedelta
from ipaddress import ip_address
from time import monotonic
from typing import Any

from flask import Blueprint, Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from ivr import calls, process_status, routing, web_times
from ivr.console.desk import Desk, desk
from ivr.console.health import gateway
from ivr.outbox import letters
from ivr.storage import DatabaseBusy, Rows

blueprint = Blueprint("metrics", __name__)
WINDOW = timedelta(minutes=5)
QUANTILES = (0.5, 0.95, 0.99)
BEARER = "Bearer "


@blueprint.get("/metrics")
def metrics() -> Response:
    """Return the figures in Prometheus' text format; 403 for whom they are not."""
    if not _may_read():
        abort(403)
    registry = CollectorRegistry()
    registry.register(HotlineCollector(desk()))
    body = generate_latest(registry) + generate_latest(web_times.counted())
    return Response(body, content_type=CONTENT_TYPE_LATEST)


def _may_read() -> bool:
    """Let in who brings the token; without one set, this machine itself, but no proxy on it that asks for others."""
    token = desk().settings.metrics_token.get_secret_value()
    if token:
        given = request.headers.get("Authorization", "").removeprefix(BEARER)
        return hmac.compare_digest(given.encode(), token.encode())
    forwarded = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & {name.title() for name, _ in request.headers}
    return not forwarded and ip_address(request.remote_addr or "0.0.0.0").is_loopback


class HotlineCollector(Collector):
    """Asks database, media gateway and launcher at the moment of the question."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        """Return each figure; what can't be had is missing, and `hotline_up` says which part is silent."""
        up = GaugeMetricFamily("hotline_up", "1 when a part answers", labels=["part"])
        known, told = self._from_database(), gateway(self._desk)
        up.add_metric(["database"], float(bool(known)))
        up.add_metric(["media_gateway"], float(told is not None))
        up.add_metric(["speech_model"], float(bool(told and told.get("ok"))))
        yield up
        yield from known
        yield from _of_gateway(told or {})
        yield from self._of_processes()

    def _from_database(self) -> list[Metric]:
        began = monotonic()
        try:
            with self._desk.database.reading_rows() as rows:
                found = [*self._of_calls(rows), *self._of_queue(rows), *self._of_outbox(rows)]
        except (SQLAlchemyError, DatabaseBusy):
            return []
        spent = monotonic() - began
        return [_gauge("hotline_database_seconds", "Seconds in which the database told all of this", spent), *found]

    def _of_calls(self, rows: Rows) -> Iterator[Metric]:
        now = calls.figures(rows, self._desk.now(), WINDOW)
        outcomes = {name: now.ended.get(name, 0) for name in {*calls.OUTCOMES, *now.ended} if name}
        yield _gauges("hotline_calls_live", "Calls going on, by language", "language", now.live)
        yield _gauges("hotline_calls_ended_5m", "Calls ended in the last 5 minutes, by outcome", "outcome", outcomes)
        turns = GaugeMetricFamily("hotline_turns_5m", "Turns of the last 5 minutes", labels=["input", "decision"])
        for key, count in sorted(now.turns.items()):
            turns.add_metric(list(key), count)
        yield turns
        if now.latencies:
            last = len(now.latencies) - 1
            spent = {str(part): now.latencies[round(part * last)] / 1000 for part in QUANTILES}
            yield _gauges("hotline_turn_seconds_5m", "Seconds a turn took, of the last 5 minutes", "quantile", spent)

    def _of_queue(self, rows: Rows) -> Iterator[Metric]:
        lanes = routing.standing(rows)
        longest = max(((self._desk.now() - since).total_seconds() for _, since in lanes.values()), default=0.0)
        sizes = {lane: count for lane, (count, _) in lanes.items()}
        yield _gauges("hotline_queue_waiting", "Callers who wait for an agent, by lane", "lane", sizes)
        yield _gauge("hotline_queue_longest_wait_seconds", "How long the first of them has waited", max(longest, 0.0))

    def _of_outbox(self, rows: Rows) -> Iterator[Metric]:
        found = letters.count(rows, self._desk.now())
        yield _gauge("hotline_outbox_waiting", "Commands that wait for a worker", found.waiting)
        yield _gauge("hotline_outbox_overdue", "Commands that no worker has taken in time", found.overdue)
        yield _gauge("hotline_outbox_dead_letters", "Commands that were not done", found.dead)

    def _of_processes(self) -> Iterator[Metric]:
        statuses = process_status.read(self._desk.settings.data)
        if statuses:
            running = {each.name: int(each.running and each.ok) for each in statuses}
            yield _gauges("hotline_process_up", "1 when a process runs and keeps running", "process", running)


def _of_gateway(told: Mapping[str, Any]) -> Iterator[Metric]:
    """Return how the host's media gateway is; its counts begin anew when it does."""
    for name, key, about in (
        ("hotline_streams_live", "streams", "Streams of callers who are heard"),
        ("hotline_streams_free", "free", "Streams that could be heard besides"),
        ("hotline_decoders", "decoders", "Decoder processes at work"),
    ):
        if key in told:
            yield _gauge(name, about, told[key])
    for name, key, about in (
        ("hotline_decoder_crashes", "crashes", "Decoder processes that crashed and were replaced"),
        ("hotline_sound_dropped", "drops", "Pieces of sound that no decoder was free for"),
    ):
        if key in told:
            yield CounterMetricFamily(name, about, value=told[key])
    lost = CounterMetricFamily("hotline_utterances_lost", "Utterances that nobody understood", labels=["reason"])
    for reason, count in sorted((told.get("lost") or {}).items()):
        lost.add_metric([reason.replace(" ", "_")], count)
    yield lost


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _gauges(name: str, about: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family
