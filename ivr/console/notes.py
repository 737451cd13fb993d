"""What supervisors add to a call: notes at a moment, labels; and its scenario for developers."""

from flask import Blueprint, Response, abort, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from ivr import calls
from ivr.console.desk import desk
from ivr.console.forms import LabelForm, NoteForm
from ivr.console.redirects import go
from ivr.console.reveals import is_revealed
from ivr.review import notes
from ivr.review.notes import Note
from ivr.review.scenario import scenario

blueprint = Blueprint("notes", __name__)


@blueprint.post("/calls/<sid>/notes")
def add(sid: str) -> Response:
    """Keep a note on a call."""
    form = NoteForm()
    if not form.validate_on_submit():
        abort(400)
    with desk().database.writing() as session:
        _known(session, sid)
        note = Note(desk().now(), current_user.name, form.moment.data or 0.0, (form.text.data or "").strip())
        notes.add_note(session, sid, note)
    return _back(sid)


@blueprint.post("/calls/<sid>/labels")
def label(sid: str) -> Response:
    """Give a call a label."""
    form = LabelForm()
    if not form.validate_on_submit():
        abort(400)
    with desk().database.writing() as session:
        _known(session, sid)
        notes.put_label(session, sid, (form.label.data or "").strip(), current_user.name, desk().now())
    return _back(sid)


@blueprint.post("/calls/<sid>/labels/drop")
def drop(sid: str) -> Response:
    """Take a label from a call."""
    form = LabelForm()
    if not form.validate_on_submit():
        abort(400)
    with desk().database.writing() as session:
        notes.drop_label(session, sid, form.label.data or "", current_user.name, desk().now())
    return _back(sid)


@blueprint.get("/calls/<sid>/scenario.yaml")
def as_scenario(sid: str) -> Response:
    """Give a call as a scenario of the simulator."""
    with desk().database.reading() as session:
        call = _known(session, sid)
        revealed = is_revealed(session, current_user, sid, desk().now())
        turns = calls.transcript(session, sid)
    text = scenario(sid, turns, desk().redactors.of(call.language), revealed=revealed)
    headers = {"Content-Disposition": f"attachment; filename=call-{sid[-6:]}.yaml"}
    return Response(text, mimetype="application/yaml", headers=headers)


def _known(session: Session, sid: str) -> calls.Call:
    return calls.load(session, sid) or abort(404)


def _back(sid: str) -> Response:
    return go(url_for("calls.transcript", sid=sid))
