"""Categories of calls by rule: which there are, and making one."""

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_login import current_user

from ivr.calls import OUTCOMES
from ivr.console.desk import desk
from ivr.console.filters import HOW
from ivr.console.forms import refuse_forged
from ivr.console.redirects import go
from ivr.console.wording import gettext, refusal
from ivr.review import categories
from ivr.review.categories import KINDS, MOST_PARTS, BadRule, Part, Rule
from ivr.review.categories.store import LONGEST_NAME, MOST_COUNTED

blueprint = Blueprint("categories", __name__)


@blueprint.get("/categories")
def listing() -> str:
    """List the categories with how many calls fit."""
    return _page(Rule(()), "")


@blueprint.post("/categories")
def add() -> Response | tuple[str, int]:
    """Make a category, and look at the newest calls at once."""
    refuse_forged()
    name = request.form.get("name", "").strip()[:LONGEST_NAME]
    rule = Rule(_parts(), "in_order" in request.form)
    try:
        with desk().database.writing() as session:
            number = categories.add(session, name, rule, current_user.name, desk().now())
            categories.catch_up(session)
    except BadRule as bad:
        flash(refusal(bad), "danger")
        return _page(rule, name), 400
    flash(gettext("%(name)s is kept: the newest calls were looked at, older ones follow.", name=name), "success")
    return go(url_for("categories.listing", _anchor=f"category-{number}"))


@blueprint.post("/categories/<int:number>/drop")
def drop(number: int) -> Response:
    """Drop a category."""
    refuse_forged()
    with desk().database.writing() as session:
        categories.drop(session, number, current_user.name, desk().now())
    return go(url_for("categories.listing"))


def _parts() -> tuple[Part, ...]:
    """Return the parts that were filled in; an outcome is chosen, all else typed."""
    found = []
    for at in range(MOST_PARTS):
        kind, outcome = request.form.get(f"kind-{at}", ""), request.form.get(f"outcome-{at}", "")
        text = outcome if kind == "outcome" else request.form.get(f"text-{at}", "").strip()[:200]
        how = request.form.get(f"how-{at}", "phrase")
        if text:
            found.append(Part(kind, text, how if how in HOW else "phrase"))  # type: ignore[arg-type]
    return tuple(found)


def _page(rule: Rule, name: str) -> str:
    with desk().database.reading() as session:
        known = categories.categories(session, current_user.scope)
    parts = [*rule.parts, *[Part("caller", "")] * MOST_PARTS][:MOST_PARTS]
    shown = {"kinds": KINDS, "how": HOW, "outcomes": OUTCOMES, "most": MOST_COUNTED, "name": name, "rule": rule}
    return render_template("console/categories.html", categories=known, parts=parts, **shown)
