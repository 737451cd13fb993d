"""The page on which a supervisor sees and changes what a phone number's owner lets us do, when they ask for it.

A number stands in the body of requests only, never in an address.
"""

from flask import Blueprint, abort, current_app, flash, render_template, request
from flask.typing import ResponseReturnValue

from ivr.console.desk import desk
from ivr.console.forms import PressForm, refuse_forged
from ivr.console.wording import gettext
from ivr.identity.identifiers import normal
from ivr.privacy.requests import PAGE, requests
from ivr.privacy.wishes import WISHES, set_wish, wishes_of

LABELS = {"texts": "Text messages", "calls": "Calls that we make", "recordings": "Recordings of what they say"}
STATUSES = {"waiting": "waiting", "done": "done", "held": "held back"}
HOW = "console"
"""How we know of a wish that was set here."""

MOST_PAGES = 100_000

blueprint = Blueprint("wishes", __name__)


@blueprint.get("/wishes")
def page() -> str:
    """Ask for a number, and list the requests about data."""
    number = request.args.get("page", 0, int)
    if not 0 <= number < MOST_PAGES:
        abort(404)
    return _page("", number)


@blueprint.post("/wishes")
def find() -> ResponseReturnValue:
    """Show what a number's owner lets us do."""
    refuse_forged()
    number = _number()
    return _page(number) if number else current_app.make_response((_page(""), 400))


@blueprint.post("/wishes/change")
def change() -> ResponseReturnValue:
    """Keep what they want now."""
    refuse_forged()
    number = _number()
    if not number:
        return current_app.make_response((_page(""), 400))
    with desk().database.writing_rows() as rows:
        for wish, is_on in wishes_of(rows, number).items():
            if (wish in request.form) != is_on:
                set_wish(rows, number, wish, not is_on, HOW, desk().now())
    flash(gettext("It is kept, and counts from now on."), "success")
    return _page(number)


def _number() -> str:
    """Return the number that was given, "" with a flash when it is none."""
    number = normal(request.form.get("number", ""), "phone", desk().settings.region)
    if number is None:
        flash(gettext("That is no phone number; write it as +12025550143."), "warning")
    return number or ""


def _page(number: str, page: int = 0) -> str:
    with desk().database.reading_rows() as rows:
        wishes = wishes_of(rows, number) if number else {}
        asked = requests(rows, page)
    known = {"number": number, "wishes": wishes, "labels": LABELS, "all": WISHES, "request_statuses": STATUSES}
    pages = -(-asked.total // PAGE)
    return render_template("console/wishes.html", asked=asked, page=page, pages=pages, press=PressForm(), **known)
