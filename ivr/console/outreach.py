"""Pages about customers whom we call: campaigns, tasks after calls that did not help, thanks to staff."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Blueprint, Response, abort, current_app, flash, render_template, request, url_for
from flask_login import current_user

from ivr import outbound
from ivr.console.desk import desk
from ivr.console.forms import CampaignForm, PressForm, refuse_forged
from ivr.console.redirects import go
from ivr.console.wording import gettext, refusal
from ivr.refusals import Refusal

LONGEST_NOTE, LONGEST_NAME = 1000, 200
FIRST_YEAR, LAST_YEAR = 2000, 9998

blueprint = Blueprint("outreach", __name__)


@dataclass(frozen=True)
class Task:
    """A call that somebody should look at; `note` says what was done, "" while it is open."""

    key: str
    call_sid: str
    why: str
    at: datetime
    done_by: str
    note: str


@dataclass(frozen=True)
class Praise:
    """Thanks to a member of staff; `heard_at` is the turn in which others may hear them, None where they may not."""

    key: str
    call_sid: str
    words: str
    staff: str
    centre: str
    at: datetime
    heard_at: int | None


@dataclass(frozen=True)
class Year:
    """The thanks of a year, how many each centre has ("" for none that is known), and which centres there are."""

    praises: Sequence[Praise]
    counts: Sequence[tuple[str, int]]
    centres: Sequence[str]


@dataclass(frozen=True)
class Outreach:
    """What the pages work with. `start` returns how many people are new, and raises a Refusal."""

    reasons: Sequence[str]
    regions: Sequence[str]
    start: Callable[[outbound.Plan, str], int]
    tasks: Callable[[bool], Sequence[Task]]
    finish: Callable[[str, str, str], bool]
    thanks: Callable[[int], Year]
    name_staff: Callable[[str, str, str, str], bool]


@blueprint.get("/campaigns")
def campaigns() -> str:
    """Show how far the campaigns are, and offer to start one."""
    return _campaigns(_campaign_form())


@blueprint.post("/campaigns")
def start_campaign() -> Response:
    """Start a campaign, or go on with a stopped one."""
    form = _campaign_form()
    if not form.validate_on_submit():
        return current_app.make_response((_campaigns(form), 400))
    plan = form.plan()
    try:
        added = _outreach().start(plan, current_user.name)
        flash(gettext("%(name)s: it runs; people added: %(added)s.", name=plan.name, added=added), "success")
    except Refusal as why:
        flash(refusal(why), "warning")
    return _to("outreach.campaigns")


@blueprint.post("/campaigns/stop")
def stop_campaign() -> Response:
    """Begin no more calls of a campaign."""
    refuse_forged()
    name = request.form.get("name", "")
    with desk().database.writing_rows() as rows:
        stopped = outbound.stop(rows, name)
    if stopped:
        flash(gettext("%(name)s: stopped.", name=name), "success")
    else:
        flash(gettext("That campaign does not run."), "warning")
    return _to("outreach.campaigns")


@blueprint.get("/tasks")
def tasks() -> str:
    """List the calls that somebody should look at, or those that were looked at."""
    is_done = request.args.get("show") == "done"
    return render_template(
        "console/tasks.html", tasks=_outreach().tasks(is_done), is_done=is_done, press=PressForm(), most=LONGEST_NOTE
    )


@blueprint.post("/tasks/done")
def finish_task() -> Response:
    """Note what was done."""
    refuse_forged()
    note = request.form.get("note", "").strip()[:LONGEST_NOTE]
    if not note:
        flash(gettext("Write in a few words what was done."), "warning")
    elif not _outreach().finish(request.form.get("key", ""), note, current_user.name):
        flash(gettext("That task is done already."), "warning")
    return _to("outreach.tasks")


@blueprint.get("/thanks")
def thanks() -> str:
    """List the thanks of a year, with counts by centre."""
    year = request.args.get("year", desk().now().year, type=int)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    return render_template(
        "console/thanks.html", year=year, found=_outreach().thanks(year), press=PressForm(), most=LONGEST_NAME
    )


@blueprint.post("/thanks/staff")
def name_staff() -> Response:
    """Note who is thanked, and of which centre."""
    refuse_forged()
    staff, centre = (request.form.get(name, "").strip()[:LONGEST_NAME] for name in ("staff", "centre"))
    known = _outreach().name_staff(request.form.get("key", ""), staff, centre, current_user.name)
    if known:
        flash(gettext("It is noted."), "success")
    else:
        flash(gettext("There are no such thanks."), "warning")
    return _to("outreach.thanks")


def _campaigns(form: CampaignForm) -> str:
    with desk().database.reading_rows() as rows:
        found = outbound.standings(rows)
    return render_template("console/campaigns.html", standings=found, form=form, press=PressForm())


def _campaign_form() -> CampaignForm:
    return CampaignForm(_outreach().reasons, _outreach().regions)


def _outreach() -> Outreach:
    return cast(Outreach, current_app.extensions["outreach"])


def _to(page: str) -> Response:
    return go(url_for(page))
