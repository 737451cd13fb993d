"""What was not understood: groups of utterances that are alike, the most frequent first, and what they mean."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from ivr import review
from ivr.console import filters
from ivr.console.desk import desk
from ivr.console.redirects import go
from ivr.console.wording import TranslatedForm, gettext, named
from ivr.redaction import MASK

log = structlog.get_logger(__name__)
blueprint = Blueprint("misses", __name__)

DAYS = {"7": "last 7 days", "1": "last 24 hours", "30": "last 30 days"}
PRESETS = {name: filters.PRESETS[name] for name in ("today", "yesterday", "evening")}
KINDS = [("", "both"), *review.KINDS.items()]
STATES = {"open": "not labelled", "labelled": "labelled", "outside": "outside", "all": "all"}


class MissFilterForm(TranslatedForm):
    """Narrow the list; a GET form, so it needs no token."""

    class Meta:
        """Say so."""

        csrf = False

    days = SelectField("When", [Optional()], choices=list((DAYS | PRESETS).items()))
    kind = SelectField("How", [Optional()], choices=KINDS)
    state = SelectField("Label", [Optional()], choices=list(STATES.items()))
    language = StringField("Language", [Optional(), Length(max=64)])
    question = StringField("Question", [Optional(), Length(max=64)])


class MeaningForm(TranslatedForm):
    """Ask what a group means."""

    label = StringField("It means", [Length(max=64)])


@blueprint.get("/misses")
def listing() -> str:
    """List the groups."""
    form, page = MissFilterForm(request.args), request.args.get("page", 0, int)
    if not form.validate() or not 0 <= page < 10_000:
        abort(400)
    since, until = _span(form.days.data or "7", desk().now())
    wanted = review.Wanted(
        since=since,
        until=until,
        language=form.language.data or "",
        question=form.question.data or "",
        kind=form.kind.data or "",
        state=form.state.data or "open",
        scope=current_user.scope,
    )
    with desk().database.reading() as session:
        found = review.list_groups(session, wanted, page)
        languages, questions = review.choices(session)
    return render_template(
        "console/misses.html",
        form=form,
        found=found,
        page=page,
        pages=-(-found.total // review.PAGE),
        kept={name: value for name, value in request.args.items() if name in form.data},
        languages=languages,
        questions=questions,
        topics=review.topics(),
        next=review.NEXT,
        outside=review.OUTSIDE,
        mask=MASK,
    )


@blueprint.post("/misses/<int:number>/label")
def label(number: int) -> Response:
    """Note what a group means."""
    form = MeaningForm()
    known = ("", review.OUTSIDE, *review.topics())
    if not form.validate_on_submit() or form.label.data not in known:
        abort(400)
    with desk().database.writing() as session:
        if not review.label(session, number, form.label.data, current_user.name, desk().now()):
            abort(404)
    if not form.label.data:
        flash(gettext("The label is gone."), "success")
    elif form.label.data == review.OUTSIDE:
        flash(gettext("Marked as outside: no wish for this hotline."), "success")
    else:
        flash(gettext("Labelled: %(label)s.", label=named(form.label.data)), "success")
    return go(url_for("misses.listing", **_asked()))


def _span(chosen: str, now: datetime) -> tuple[datetime, datetime]:
    if chosen in PRESETS:
        return filters.preset(chosen, now.astimezone(ZoneInfo(desk().settings.timezone)).date())
    return now - timedelta(days=int(chosen)), now


def _asked() -> dict[str, Any]:
    """Return what the list was narrowed to, so that it is again."""
    return request.args.to_dict()
