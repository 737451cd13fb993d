"""Collect rows, print them as a table, write them as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """Hold one figure: `ratio` is value / against, `goal` says what the ratio (or value) should be."""

    name: str
    value: float
    unit: str
    against: float | None
    ratio: float | None
    goal: str


def compared(name: str, value: float, unit: str, against: float, goal: str) -> Row:
    """Return the row of a value measured beside another in the same run."""
    return Row(name, round(value, 4), unit, round(against, 4), round(value / against, 3), goal)


def alone(name: str, value: float, unit: str, goal: str) -> Row:
    """Return the row of a value that has nothing to be compared with."""
    return Row(name, round(value, 4), unit, None, None, goal)


def show(rows: Iterable[Row]) -> None:
    """Print the rows as a table."""
    print(f"{'measure':58} {'value':>10} {'unit':8} {'against':>10} {'ratio':>8}  goal")
    for row in rows:
        against = "" if row.against is None else f"{row.against:g}"
        ratio = "" if row.ratio is None else f"{row.ratio:g}"
        print(f"{row.name:58} {row.value:>10g} {row.unit:8} {against:>10} {ratio:>8}  {row.goal}")


def save(rows: Iterable[Row], path: Path) -> None:
    """Write the rows as a JSON list of objects."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
