"""What supervisors change in the hotline's words: drafts, their checks, publishing, and taking back."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

import structlog
from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from ivr import review
from ivr.console.desk import desk
from ivr.console.forms import refuse_forged
from ivr.console.redirects import go
from ivr.console.wording import LANGUAGES as TITLES
from ivr.console.wording import TranslatedForm, gettext, named, refusal
from ivr.languages import LANGUAGES

log = structlog.get_logger(__name__)
blueprint = Blueprint("publishing", __name__)
STATUSES = {"checking": "being checked", "ready": "ready", "failed": "not good"}
KINDS = [("sentence", "sentence"), ("phrase", "phrase"), ("prompt", "prompt")]


class ChangeForm(TranslatedForm):
    """Ask for a sentence of a topic, a phrase of a grammar, or other words of a prompt."""

    kind = SelectField("Kind", choices=KINDS)
    language = SelectField("Language", choices=[(code, TITLES.get(code, code)) for code in LANGUAGES])
    target = StringField("Topic, grammar or prompt", [DataRequired("Choose what it means."), Length(max=64)])
    text = StringField("Words", [DataRequired("Write the words."), Length(max=600)])
    like = StringField("Means the same as", [Length(max=200)])
    removes = BooleanField("Take it away")


@blueprint.get("/changes")
def listing() -> str:
    """Show what waits, what was checked, what is in use."""
    return _page(ChangeForm(formdata=None))


@blueprint.post("/changes")
def add() -> Response | tuple[str, int]:
    """Keep a change for the next version; the group it came from gets its label."""
    form = ChangeForm()
    form.target.data = form.target.data or request.form.get("label")
    if not form.validate_on_submit():
        return _page(form), 400
    language, target, text, like = (form[name].data or "" for name in ("language", "target", "text", "like"))
    given = review.Change(form.kind.data, language, target, text, like, form.removes.data)
    try:
        change = review.checked(given, desk().redactors, LANGUAGES)
    except review.BadChange as bad:
        flash(refusal(bad), "danger")
        return _page(form), 400
    group, now = request.args.get("group", 0, int), desk().now()
    with desk().database.writing() as session:
        review.add(session, change, current_user.name, now)
        if group:
            review.label(session, group, change.target, current_user.name, now)
    flash(gettext("Kept for the next version: %(change)s.", change=_described(change)), "success")
    return _to("misses.listing") if group else _to("publishing.listing")


@blueprint.post("/changes/<int:number>/drop")
def drop(number: int) -> Response:
    """Give a change up."""
    with _pressed() as session:
        review.drop(session, number, current_user.name, desk().now())
    return _to("publishing.listing")


@blueprint.post("/changes/check")
def check() -> Response:
    """Make a version of all that waits, and have it checked."""
    with _pressed() as session:
        number = review.start_check(session, current_user.name, desk().now())
    if number is None:
        flash(gettext("Nothing waits to be checked."), "warning")
        return _to("publishing.listing")
    return go(url_for("publishing.version", number=number))


@blueprint.get("/versions/<int:number>")
def version(number: int) -> str:
    """Show what a version changes, and what its checks found."""
    with desk().database.reading() as session:
        found = review.version(session, number) or abort(404)
        now = review.published(session)
    return render_template(
        "console/version.html",
        version=found,
        published=now,
        hows=review.HOWS,
        statuses=STATUSES,
        described=_described,
        taken=_taken,
    )


@blueprint.post("/versions/<int:number>/publish")
def publish(number: int) -> Response:
    """Put a version to use."""
    try:
        with _pressed() as session:
            review.publish(session, number, current_user.name, desk().now())
    except review.NotPublished as why:
        flash(refusal(why), "danger")
        return go(url_for("publishing.version", number=number))
    log.info("version published", version=number, by=current_user.id)
    flash(
        gettext("Version %(number)s is in use: new calls are heard with it in a few seconds.", number=number), "success"
    )
    return _to("publishing.listing")


@blueprint.post("/changes/take-back")
def take_back() -> Response:
    """Put the version before to use again."""
    try:
        with _pressed() as session:
            now = review.take_back(session, current_user.name, desk().now())
    except review.NotPublished as why:
        flash(refusal(why), "danger")
        return _to("publishing.listing")
    log.info("version taken back", version=now.version, by=current_user.id)
    if now.version:
        flash(gettext("Version %(number)s is in use again.", number=now.version), "success")
    else:
        flash(gettext("The files alone are in use again."), "success")
    return _to("publishing.listing")


def _page(form: ChangeForm) -> str:
    with desk().database.reading() as session:
        drafts, versions = review.drafts(session), review.versions(session)
        now, entries = review.published(session), review.entries(session, 20)
        content = review.content_of(session, now.version)
    return render_template(
        "console/changes.html",
        form=form,
        drafts=drafts,
        versions=versions,
        published=now,
        content=content,
        entries=entries,
        described=_described,
        statuses=STATUSES,
        topics=review.topics(),
        grammars=review.grammars(),
    )


def _described(change: review.Change) -> str:
    """Return a change in words."""
    known = {"kind": gettext(change.kind), "text": change.text, "language": change.language, "target": change.target}
    if change.removes:
        return gettext("take away: %(kind)s “%(text)s” (%(language)s, %(target)s)", **known)
    if change.like:
        return gettext("add: %(kind)s “%(text)s” like “%(like)s” (%(language)s, %(target)s)", like=change.like, **known)
    return gettext("add: %(kind)s “%(text)s” (%(language)s, %(target)s)", **known)


def _taken(outcome: str | Mapping[str, Any]) -> str:
    """Return what is made of a wording, in words; versions that were checked long ago have it as a sentence."""
    if isinstance(outcome, str):
        return outcome
    topics = ", ".join(named(topic) for topic in outcome["topics"])
    if outcome["decision"] == "accept":
        return gettext("goes to %(topics)s", topics=topics)
    return gettext("offers %(topics)s", topics=topics) if topics else gettext("not understood")


def _pressed() -> AbstractContextManager[Session]:
    refuse_forged()
    return desk().database.writing()


def _to(route: str) -> Response:
    return go(url_for(route))
