"""The quality of calls: forms, samples, marks, and what agents say to theirs."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Literal

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from ivr import calls, routing
from ivr.console.accounts import accounts
from ivr.console.agents import agents
from ivr.console.desk import desk
from ivr.console.forms import refuse_forged
from ivr.console.redirects import go
from ivr.console.roles import may
from ivr.console.wording import gettext, refusal
from ivr.review import quality
from ivr.review.quality import BadForm, Given, Mark, QualityForm, Question
from ivr.review.quality.form import AUTOMATIC, MOST_QUESTIONS

blueprint = Blueprint("quality", __name__)
SINCE, MOST_DRAWN = timedelta(days=30), 50
EMPTY_ROWS = 3
COMMENTS = {"": "never", "below": "unless yes", "always": "always"}
SAID = {"yes": "Yes", "partly": "Partly", "no": "No", "na": "Not applicable"}


@blueprint.get("/quality")
def listing() -> str:
    """Show the forms with how far reviewers agree, and the newest marks."""
    with desk().database.reading() as session:
        forms = quality.forms(session)
        known = [(form, quality.calibration(session, form)) for form in forms]
        given = quality.marks(session)
        seen = calls.visible(session, [mark.call_sid for mark in given], current_user.scope)
        given = [mark for mark in given if mark.call_sid in seen]
    if not may(current_user.role, "quality.edit"):  # nobody judges a call by what another gave it
        mine = {(mark.call_sid, mark.form.number) for mark in given if mark.who == current_user.name}
        given = [mark for mark in given if (mark.call_sid, mark.form.number) in mine]
    return render_template("console/quality.html", forms=known, marks=given, samples=_samples())


@blueprint.get("/quality/sample")
def sample() -> str:
    """Draw calls to be judged by a form."""
    kind, count = request.args.get("kind", "random"), request.args.get("count", 10, int)
    if kind not in quality.SAMPLES or not 0 < count <= MOST_DRAWN:
        abort(400)
    now = desk().now()
    with desk().database.reading() as session:
        form = quality.form_of(session, request.args.get("form", 0, int)) or abort(404)
        seed = f"{now:%G-W%V} {form.name}"
        who, number = current_user.name, form.number
        draw = partial(quality.draw, session, kind, count, now - SINCE, scope=current_user.scope)
        found = [call for sid in draw(form=number, who=who, seed=seed) if (call := calls.load(session, sid))]
    return render_template("console/quality_sample.html", form=form, calls=found, kind=_samples()[kind])


@blueprint.get("/quality/forms/<int:number>/calls/<sid>")
def judge(number: int, sid: str) -> str:
    """Show a call's form: what was given, or what the call answers by itself."""
    with desk().database.reading() as session:
        form, given = _judged(session, number, sid)
        mark, talked = _own_mark(session, form, sid), agents(session)
        talked_with = [talked.get(each.hex(), "") for each in routing.answered_by(session, [sid]).values()]
    return _judge_page(form, sid, mark.given if mark else given, mark.agent if mark else next(iter(talked_with), ""))


@blueprint.post("/quality/forms/<int:number>/calls/<sid>")
def give(number: int, sid: str) -> Response | tuple[str, int]:
    """Keep a mark."""
    refuse_forged()
    with desk().database.reading() as session:
        form, by_call = _judged(session, number, sid)
    given = tuple(_given(at, question, by_call[at]) for at, question in enumerate(form.questions))
    agent = request.form.get("agent", "")
    try:
        with desk().database.writing() as session:
            mark = Mark(sid, form, current_user.name, agent, desk().now(), None, given)
            points = quality.give(session, mark).score
    except BadForm as bad:
        flash(refusal(bad), "danger")
        return _judge_page(form, sid, given, agent), 400
    if points is None:
        flash(gettext("Kept: nothing of the form applies to this call."), "success")
    else:
        flash(gettext("Kept: %(points)s points.", points=points), "success")
    return go(url_for("quality.listing"))


@blueprint.get("/quality/forms/<int:number>")
def edit(number: int) -> str:
    """Show a form to be changed; 0 is a new one."""
    with desk().database.reading() as session:
        form = quality.form_of(session, number) if number else QualityForm("", ())
    return _edit_page(form or abort(404))


@blueprint.post("/quality/forms")
def save() -> Response | tuple[str, int]:
    """Keep a form as its next version."""
    refuse_forged()
    form = QualityForm(request.form.get("name", "").strip()[:64], _questions())
    try:
        with desk().database.writing() as session:
            saved = quality.save_form(session, form, current_user.name, desk().now())
    except BadForm as bad:
        flash(refusal(bad), "danger")
        return _edit_page(form), 400
    kept = {"name": saved.name, "version": saved.version}
    flash(gettext("Kept: %(name)s, version %(version)s.", **kept), "success")
    return go(url_for("quality.listing"))


@blueprint.get("/marks")
def own() -> str:
    """Show somebody the marks of the calls that they answered."""
    with desk().database.reading() as session:
        given = quality.marks(session, agent=current_user.name)
    return render_template("console/marks.html", marks=given, said=SAID)


@blueprint.post("/marks")
def reply() -> Response:
    """Accept or dispute a mark of one's own."""
    refuse_forged()
    key = (request.form.get("call", ""), request.form.get("form", 0, int), request.form.get("reviewer", ""))
    text = request.form.get("reply", "")[: quality.LONGEST_REPLY]
    state: Literal["accepted", "disputed"] = "accepted" if request.form.get("state") == "accepted" else "disputed"
    try:
        with desk().database.writing() as session:
            if not quality.answer(session, key, current_user.name, state, text, desk().now()):
                abort(404)
    except BadForm as bad:
        flash(refusal(bad), "danger")
    return go(url_for("quality.own"))


def _samples() -> dict[str, str]:
    """Return the kinds of samples with their titles."""
    return {kind: title for kind, (title, _) in quality.SAMPLES.items()}


def _judged(session: Session, number: int, sid: str) -> tuple[QualityForm, tuple[Given, ...]]:
    """Return a form, and what the call answers by itself; other questions are not answered."""
    form = quality.form_of(session, number) or abort(404)
    call = calls.load(session, sid) or abort(404)
    turns, visits = calls.transcript(session, sid), routing.visits_of(session, sid)
    none = Given("")  # type: ignore[arg-type]
    given = (quality.answered(each, call, turns, visits) if each.automatic else none for each in form.questions)
    return form, tuple(given)


def _own_mark(session: Session, form: QualityForm, sid: str) -> Mark | None:
    found = quality.marks(session, call=sid, form=form.number)
    return next((mark for mark in found if mark.who == current_user.name), None)


def _given(at: int, question: Question, by_call: Given) -> Given:
    """Return what was given to a question; what the call answers no reviewer changes."""
    comment = request.form.get(f"comment-{at}", "").strip()[: quality.LONGEST_REPLY]
    return by_call if question.automatic else Given(request.form.get(f"answer-{at}", ""), comment)  # type: ignore[arg-type]


def _judge_page(form: QualityForm, sid: str, given: Sequence[Given], agent: str) -> str:
    with desk().database.reading() as session:
        call = calls.load(session, sid) or abort(404)
        names = [account.name for account in accounts(session) if not account.disabled]
    asked = list(zip(form.questions, given, strict=True))
    known = {"form": form, "call": call, "asked": asked, "agents": names, "agent": agent, "said": SAID}
    return render_template("console/quality_judge.html", **known)


def _edit_page(form: QualityForm) -> str:
    rows: list[Question | None] = [*form.questions, *[None] * EMPTY_ROWS]
    known = {"form": form, "rows": rows[:MOST_QUESTIONS], "automatic": AUTOMATIC, "comments": COMMENTS}
    return render_template("console/quality_form.html", **known)


def _questions() -> tuple[Question, ...]:
    """Return the questions of the rows that were filled in."""
    found = []
    for at in range(MOST_QUESTIONS):
        text = request.form.get(f"text-{at}", "").strip()[:200]
        if not text:
            continue
        comment, automatic = request.form.get(f"comment-{at}", ""), request.form.get(f"automatic-{at}", "")
        found.append(
            Question(
                text,
                request.form.get(f"weight-{at}", 0, int),
                f"na-{at}" in request.form,
                comment if comment in COMMENTS else "",  # type: ignore[arg-type]
                automatic if automatic in AUTOMATIC else "",  # type: ignore[arg-type]
                max(1, request.form.get(f"within-{at}", 120, int)),
            )
        )
    return tuple(found)
