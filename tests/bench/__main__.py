"""Run the benchmarks: `make bench`, or some of them: `python -m tests.bench turns callers knowledge lookups`."""

import sys
from collections.abc import Callable
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech.models import installed
from tests.bench import (
    admission,
    callers,
    finding,
    imports,
    knowledge,
    knowledge_large,
    lookups,
    memory,
    startup,
    turns,
)
from tests.bench.report import Row, save, show

LONG = {"knowledge_large": knowledge_large.measure, "lookups_large": lookups.measure_large, "finding": finding.measure}
"""What takes more than a minute or two: measured where it is named."""


def main(wanted: list[str]) -> None:
    """Measure what is wanted (all, by default), print the table and save it."""
    measures = _measures()
    names = wanted or [name for name in measures if name not in LONG]
    rows = [row for name, measure in measures.items() if name in names for row in measure()]
    show(rows)
    save(rows, Path("build/bench.json"))


def _measures() -> dict[str, Callable[[], list[Row]]]:
    model = installed(ENGLISH)
    measures = {
        "turns": turns.measure,
        "startup": startup.measure,
        "knowledge": knowledge.measure,
        "lookups": lookups.measure,
        "imports": imports.measure,
    }
    measures |= LONG
    if model is None:
        print("No speech model: callers and memory are not measured. `make setup` fetches it.")
        return measures
    spoken = callers.clips()
    return measures | {
        "callers": lambda: callers.measure(model, spoken),
        "memory": lambda: memory.measure(model, spoken),
        "admission": lambda: admission.measure(model, spoken),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
