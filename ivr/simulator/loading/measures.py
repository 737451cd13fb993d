"""Figures taken from the log: how soon the app answered, over the web and as callers hear it."""

from collections.abc import Sequence
from typing import Any

from ivr.simulator.engine.events import Event, Log


class Measures:
    """Listens to a log and counts."""

    def __init__(self, log: Log) -> None:
        self._webhooks: list[float] = []
        self._answers: list[float] = []
        self._late: list[float] = []
        self._acted: dict[str, float] = {}
        log.sinks.append(self._take)

    def figures(self) -> dict[str, Any]:
        """Return percentiles in milliseconds: of webhooks, and from the end of speech or keys to the next prompt."""
        return {
            "webhook_ms": percentiles(self._webhooks),
            "answer_ms": percentiles(self._answers),
            "frames_late_ms": percentiles(self._late),
        }

    def _take(self, event: Event) -> None:
        match event.name:
            case "webhook":
                self._webhooks.append(event.details["ms"])
            case "key":
                self._acted[event.call] = event.at
            case "utterance":
                self._acted[event.call] = event.at + event.details["seconds"]
            case "prompt":
                acted = self._acted.pop(event.call, None)
                if acted is not None and event.at >= acted:
                    self._answers.append((event.at - acted) * 1000)
            case "stream" if event.details["state"] == "stopped":
                self._late.append(event.details.get("late_ms", 0.0))


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return count, median, p95, p99 and maximum; zeros for no values."""
    ordered = sorted(values)
    if not ordered:
        return {"count": 0, "p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}

    def at(part: float) -> float:
        return round(ordered[min(int(part * len(ordered)), len(ordered) - 1)], 1)

    return {"count": len(ordered), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": round(ordered[-1], 1)}
