"""Lay a call flow out as a picture: forms in columns by their distance from the begin, ways as curves. Pure."""

from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ivr.review.coverage import DiagramEdge

COLUMN, ROW, WIDE, HIGH, MARGIN = 205, 34, 140, 24, 10
HUB = 8
"""Ways that lead to a form from which it stands at the end: all services come together there."""
HEATS = 6


@dataclass(frozen=True)
class Box:
    """A form: where it stands, how many calls came to it, and how warm that makes it, from 0 to HEATS."""

    form: str
    x: int
    y: int
    calls: int
    heat: int


@dataclass(frozen=True)
class Curve:
    """A way: its outline as an SVG path, how thick it is, and the edge that it shows."""

    edge: DiagramEdge
    path: str
    width: float


@dataclass(frozen=True)
class Picture:
    """All boxes and curves, and how large the picture is."""

    boxes: Sequence[Box]
    curves: Sequence[Curve]
    width: int
    height: int


def picture(edges: Sequence[DiagramEdge], first: str, calls: int) -> Picture:
    """Return the picture of all ways; those that most calls take are drawn last, above the others."""
    places = _placed(_columns(edges, first))
    came = _came(edges, first, calls)
    most = max(came.values(), default=0) or 1
    boxes = [Box(form, x, y, came[form], -(-HEATS * came[form] // most)) for form, (x, y) in places.items()]
    drawn = [Curve(edge, _path(places[edge.start], places[edge.end]), _width(edge)) for edge in reversed(edges)]
    width = max((x for x, _ in places.values()), default=0) + WIDE + MARGIN
    return Picture(boxes, drawn, width, max((y for _, y in places.values()), default=0) + HIGH + 2 * MARGIN)


def _came(edges: Sequence[DiagramEdge], first: str, calls: int) -> Counter[str]:
    """Return about how many calls came to each form: what leads there or goes on from there, at most all."""
    left, came = Counter[str](), Counter[str]({first: calls})
    for edge in edges:
        left[edge.start] += edge.calls
        came[edge.end] = max(came[edge.end], edge.calls)
    return Counter({form: min(calls, max(came[form], left[form])) for form in {*came, *left}})


def _width(edge: DiagramEdge) -> float:
    return round(1 + 11 * edge.share, 1) if edge.calls else 0.6


def _columns(edges: Sequence[DiagramEdge], first: str) -> list[list[str]]:
    """Return the forms by how many ways they are from the begin; where many ways lead, at the end."""
    ahead: dict[str, list[str]] = {}
    for edge in sorted(edges, key=lambda edge: (edge.start, edge.end)):
        ahead.setdefault(edge.start, []).append(edge.end)
    forms = sorted({form for edge in edges for form in (edge.start, edge.end)} | {first})
    far = _distances(ahead, first)
    last = max(far.values(), default=0) + 1
    led = Counter(edge.end for edge in edges)
    hubs = {form for form in forms if led[form] >= HUB and far.get(form, last) > 1}
    depth = {form: last if form in hubs or form not in far else far[form] for form in forms}
    return [[form for form in forms if depth[form] == column] for column in range(last + 1)]


def _distances(ahead: Mapping[str, Sequence[str]], first: str) -> dict[str, int]:
    far, waiting = {first: 0}, deque([first])
    while waiting:
        form = waiting.popleft()
        for following in ahead.get(form, ()):
            if following not in far:
                far[following] = far[form] + 1
                waiting.append(following)
    return far


def _placed(columns: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Return the corner of each form: columns beside each other, each from the top."""
    full = [column for column in columns if column]
    return {
        form: (MARGIN + number * COLUMN, MARGIN + row * ROW)
        for number, column in enumerate(full)
        for row, form in enumerate(column)
    }


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return a curve from the right of one box to the left of another; round the side where it leads back."""
    x, y = start[0] + WIDE, start[1] + HIGH // 2
    to_x, to_y = end[0], end[1] + HIGH // 2
    if to_x > x:
        middle = (x + to_x) // 2
        return f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"
    if start[0] == end[0]:
        return f"M{x} {y}C{x + 45} {y} {x + 45} {to_y} {x} {to_y}"
    return f"M{start[0]} {y}C{start[0] - 50} {y} {end[0] + WIDE + 50} {to_y} {end[0] + WIDE} {to_y}"
