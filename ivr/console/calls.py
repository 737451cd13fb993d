"""The list of calls, and what was said in one of them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import structlog
from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from ivr import calls, routing
from ivr.calls import Page, Utterance
from ivr.calls.consents import consent_of
from ivr.console.agents import agents
from ivr.console.csv_rows import csv_rows
from ivr.console.desk import desk
from ivr.console.filters import FACETS, narrows, read_filters, wanted
from ivr.console.forms import LONGEST_REASON, SHORTEST_REASON, LabelForm, NoteForm, RevealForm
from ivr.console.lines import line
from ivr.console.redirects import go
from ivr.console.reveals import is_revealed, reveal, reveals
from ivr.console.roles import may
from ivr.console.searches import saved
from ivr.console.sound import note_heard
from ivr.console.texts import shown_texts
from ivr.console.told import told, waits
from ivr.console.wav import wav_response
from ivr.console.wording import gettext
from ivr.review import audit, categories, notes, quality
from ivr.review.parts import heard_by_all
from ivr.storage import UnreadableValue

log = structlog.get_logger(__name__)
blueprint = Blueprint("calls", __name__)


@blueprint.get("/")
def home() -> Response:
    """Go to the calls; agents, who see none, to their marks."""
    first = "calls.listing" if may(current_user.role, "calls.listing") else "quality.own"
    return current_app.make_response(redirect(url_for(first)))


@blueprint.get("/calls")
def listing() -> str:
    """List the calls that fit, with counts beside the filters."""
    with desk().database.reading() as session:
        form = read_filters(session)
        kept = {name: value for name, value in request.args.items() if name in form.data and narrows(name, value)}
        page, facets = Page((), ""), dict[str, Sequence[tuple[str, int]]]()
        if form.validate():
            asked = wanted(form, desk().now())
            try:
                page = calls.list_calls(session, asked, after=request.args.get("after", ""), sort=form.order)
            except ValueError:
                abort(400)
            facets = dict(calls.count_facets(session, asked))
        names = agents(session)
        answered = routing.answered_by(session, [call.sid for call in page.calls])
        searches = saved(session, current_user.id)
    answered_by = {sid: names.get(agent.hex(), "") for sid, agent in answered.items()}
    known = {"form": form, "page": page, "facets": facets, "titles": FACETS, "kept": kept, "live": calls.LIVE}
    return render_template("console/calls.html", **known, answered_by=answered_by, searches=searches)


@blueprint.get("/calls.csv")
def export() -> Response:
    """Give the calls that fit as CSV."""
    zone = ZoneInfo(desk().settings.timezone)
    with desk().database.reading() as session:
        form = read_filters(session)
        if not form.validate():
            abort(400)
        asked = wanted(form, desk().now())
        lines = "".join(csv_rows(session, asked, form.order, zone))
    with desk().database.writing() as session:
        audit.note(session, current_user.name, "exported a list of calls", "", desk().now())
    log.info("calls exported", supervisor=current_user.name)
    headers = {"Content-Disposition": "attachment; filename=calls.csv"}
    return Response(lines, mimetype="text/csv", headers=headers)


@blueprint.get("/calls/<sid>")
def transcript(sid: str) -> str:
    """Show one call turn by turn."""
    with desk().database.reading() as session:
        call = calls.load(session, sid) or abort(404)
        revealed = is_revealed(session, current_user, sid, desk().now())
        turns = calls.transcript(session, sid)
        lines = [line(turn, desk().redactors, call.language, revealed=revealed) for turn in turns]
        visits, names = routing.visits_of(session, sid), agents(session)
        fits = categories.fits_of(session, sid)
        written, labels = notes.notes_of(session, sid), notes.labels_of(session, sid)
        readers, consent, forms = reveals(session, sid), consent_of(session, sid), quality.forms(session)
        texts = shown_texts(session, sid, desk().redactors.of(call.language), revealed=revealed)
    return render_template(
        "console/call.html",
        call=call,
        lines=lines,
        told=told(call, turns),
        waits=waits(turns, visits, names, ZoneInfo(desk().settings.timezone)),
        revealed=revealed,
        readers=readers,
        forms=forms,
        notes=written,
        labels=labels,
        fits=fits,
        note_form=NoteForm(),
        label_form=LabelForm(),
        texts=texts,
        reveal_form=RevealForm(),
        consent=consent,
        live=call.status == calls.LIVE,
    )


@blueprint.post("/calls/<sid>/reveal")
def reveal_call(sid: str) -> Response:
    """Show and play a call in clear for ten minutes, and keep who wanted that, and why."""
    form = RevealForm()
    if not form.validate_on_submit():
        if "csrf_token" in form.errors:
            abort(400)
        letters = {"shortest": SHORTEST_REASON, "longest": LONGEST_REASON}
        flash(gettext("Say why in %(shortest)s to %(longest)s letters: it is kept with the call.", **letters), "danger")
        return go(url_for("calls.transcript", sid=sid))
    with desk().database.writing() as session:
        if calls.load(session, sid) is None:
            abort(404)
        reveal(session, current_user.id, sid, (form.reason.data or "").strip(), desk().now())
    log.info("call revealed", call_sid=sid, supervisor=current_user.name)
    return go(url_for("calls.transcript", sid=sid))


@blueprint.get("/calls/<sid>/turns/<int:number>.wav")
def audio(sid: str, number: int) -> Response:
    """Play what the caller said in a turn: all after a reveal, else what was proven to tell nothing of a person."""
    with desk().database.reading() as session:
        if calls.load(session, sid) is None:
            abort(404)
        turn = next((turn for turn in calls.transcript(session, sid) if turn.number == number), None)
        if turn is None or turn.utterance_id is None:
            abort(404)
        utterance = _utterance(session, turn.utterance_id) or abort(404)
        revealed = is_revealed(session, current_user, sid, desk().now())
    clip = utterance.clip if revealed else heard_by_all(turn, utterance.clip)
    if not clip:
        abort(403)
    note_heard(sid)
    return wav_response(clip, utterance.at)


def _utterance(session: Session, id_: int) -> Utterance | None:
    try:
        return calls.utterance(session, id_)
    except UnreadableValue:
        gone = gettext("This sound can't be read: it was damaged, or its key is gone.")
        abort(Response(f"{gone}\n", 410, mimetype="text/plain"))
