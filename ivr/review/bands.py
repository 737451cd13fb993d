"""Draw flows of calls as bands from topic to service to outcome: where each stands, and its outline as an SVG path."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from ivr.review.figures import Flow

WIDTH, HEIGHT, GAP, BAR = 960, 420, 8, 12
COLUMNS = ("topic", "service", "outcome")


@dataclass(frozen=True)
class Node:
    """A topic, service or outcome: a bar in its column."""

    column: str
    name: str
    count: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class PathBand:
    """Calls that went from one node to one of the next column."""

    left: Node
    right: Node
    count: int
    path: str


def drawn(flows: Sequence[Flow]) -> tuple[list[Node], list[PathBand]]:
    """Return the nodes and the bands between them; nothing for no calls."""
    total = sum(flow.count for flow in flows)
    if not total:
        return [], []
    counts = [Counter[str]() for _ in COLUMNS]
    for flow in flows:
        for counted, name in zip(counts, COLUMNS, strict=True):
            counted[getattr(flow, name)] += flow.count
    scale = (HEIGHT - GAP * (max(map(len, counts)) - 1)) / total
    columns = [_column(number, counted, scale) for number, counted in enumerate(counts)]
    bands = [band for left, right in pairwise(columns) for band in _bands(flows, left, right, scale)]
    return [node for column in columns for node in column.values()], bands


def _column(number: int, counted: Counter[str], scale: float) -> dict[str, Node]:
    x, y, nodes = number * (WIDTH - BAR) / (len(COLUMNS) - 1), 0.0, {}
    for name, count in counted.most_common():
        nodes[name] = Node(COLUMNS[number], name, count, round(x, 1), round(y, 1), round(count * scale, 1))
        y += count * scale + GAP
    return nodes


def _bands(flows: Sequence[Flow], left: Mapping[str, Node], right: Mapping[str, Node], scale: float) -> list[PathBand]:
    from_, to = (next(iter(side.values())).column for side in (left, right))
    pairs: Counter[tuple[str, str]] = Counter()
    for flow in flows:
        pairs[getattr(flow, from_), getattr(flow, to)] += flow.count
    starts, ends = ({name: node.y for name, node in side.items()} for side in (left, right))
    bands = []
    for one, other in product(left, right):
        if count := pairs[one, other]:
            height, begin, end = count * scale, (left[one].x + BAR, starts[one]), (right[other].x, ends[other])
            bands.append(PathBand(left[one], right[other], count, _path(begin, end, height)))
            starts[one] += height
            ends[other] += height
    return bands


def _path(begin: tuple[float, float], end: tuple[float, float], height: float) -> str:
    (x, y), (to_x, to_y) = begin, end
    middle = (x + to_x) / 2
    there = f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    back = f"C{middle:.1f} {to_y + height:.1f} {middle:.1f} {y + height:.1f} {x:.1f} {y + height:.1f}"
    return f"{there}V{to_y + height:.1f}{back}Z"
