"""The ways through the call flow, error paths and phrases: how many calls take each, and whether a test does."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import cast

from flask import Blueprint, current_app, render_template

from ivr import review
from ivr.console.desk import desk
from ivr.console.kept import Kept
from ivr.dialog.script import Script
from ivr.review.asked import Answers, Tested, answers, error_paths, phrases, tested_answers
from ivr.review.coverage import DiagramEdge, Way, edges, tested_ways, traffic
from ivr.review.flow_picture import picture
from ivr.settings import PROJECT

blueprint = Blueprint("coverage", __name__)
DAYS = timedelta(days=30)
GOLDEN = PROJECT / "tests" / "callflow" / "golden"
SECONDS = 60.0
"""How long an answer is kept, so that many who ask cost one."""


@blueprint.get("/coverage")
def listing() -> str:
    """List the ways, the most frequent first."""
    kept = current_app.extensions.setdefault("coverage", Kept[tuple[Sequence[DiagramEdge], int, Answers]]())
    found, calls, answered = kept.get(_counted, SECONDS)
    paths, said = error_paths(_script(), answered, _answered()), phrases(answered, _answered())
    used = [edge for edge in found if edge.calls]
    return render_template(
        "console/coverage.html",
        edges=found,
        picture=picture(found, _script().first, calls),
        calls=calls,
        used=len(used),
        tested=sum(bool(edge.tested) for edge in found),
        untested=sum(edge.tested is False for edge in used),
        most=review.MOST_CALLS,
        paths=paths,
        phrases=said,
        unknown=sum(path.tested is False and path.times > 0 for path in paths),
    )


def _counted() -> tuple[Sequence[DiagramEdge], int, Answers]:
    with desk().database.reading_rows() as rows:
        taken, calls = traffic(rows, _script(), desk().now() - DAYS)
        answered = answers(rows, desk().now() - DAYS)
    return edges(_script(), taken, calls, _tested()), calls, answered


def _script() -> Script:
    return cast(Script, current_app.extensions["script"])


@cache
def _tested() -> frozenset[Way] | None:
    return tested_ways(GOLDEN)


@cache
def _answered() -> Tested | None:
    return tested_answers(GOLDEN)
