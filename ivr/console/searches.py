"""Searches for calls that somebody keeps under a name; each is a link, which may be sent to others, too."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, abort, flash, request, url_for
from flask_login import current_user
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ivr.console.desk import desk
from ivr.console.filters import FilterForm
from ivr.console.forms import refuse_forged
from ivr.console.redirects import go
from ivr.console.tables import SavedSearchRow
from ivr.console.wording import gettext

blueprint = Blueprint("searches", __name__)
MOST, LONGEST_NAME, LONGEST_QUERY = 50, 60, 1000
PERSONAL = "number"
"""A filter that is not kept: a caller's number would stand outside what retention and erasure look through."""


@dataclass(frozen=True)
class Search:
    """A kept search; `query` is the query of its address."""

    id: int
    name: str
    query: str


def saved(session: Session, supervisor_id: int) -> Sequence[Search]:
    """Return somebody's searches by name."""
    rows = select(SavedSearchRow).where(SavedSearchRow.supervisor_id == supervisor_id).order_by(SavedSearchRow.name)
    return [Search(row.id, row.name, row.query) for row in session.scalars(rows)]


@blueprint.post("/calls/searches")
def keep() -> Response:
    """Keep a search under a name."""
    refuse_forged()
    name, query = request.form.get("name", "").strip()[:LONGEST_NAME], _cleaned(request.form.get("query", ""))
    if not name or not query:
        flash(gettext("Give the search a name. A caller's number is not kept."), "danger")
        return go(url_for("calls.listing"))
    values = {"supervisor_id": current_user.id, "name": name, "query": query}
    with desk().database.writing() as session:
        mine = SavedSearchRow.supervisor_id == current_user.id
        session.execute(delete(SavedSearchRow).where(mine, SavedSearchRow.name == name))
        if (session.scalar(select(func.count()).where(mine)) or 0) >= MOST:
            abort(Response(f"{MOST} searches are kept: drop one first.\n", 409, mimetype="text/plain"))
        session.execute(insert(SavedSearchRow).values(values))
    return go(f"{url_for('calls.listing')}?{query}")


@blueprint.post("/calls/searches/<int:number>/drop")
def drop(number: int) -> Response:
    """Keep a search no more."""
    refuse_forged()
    with desk().database.writing() as session:
        own = (SavedSearchRow.id == number, SavedSearchRow.supervisor_id == current_user.id)
        session.execute(delete(SavedSearchRow).where(*own))
    return go(url_for("calls.listing"))


def _cleaned(query: str) -> str:
    """Return the filters of a query alone."""
    known = set(FilterForm().data) - {PERSONAL}
    return urlencode([pair for pair in parse_qsl(query[:LONGEST_QUERY]) if pair[0] in known])
