"""The sessions that somebody has in browsers, and a way to end each."""

from flask import Blueprint, Response, flash, render_template, url_for
from flask_login import current_user

from ivr.console.desk import desk
from ivr.console.forms import PressForm, refuse_forged
from ivr.console.redirects import go
from ivr.console.sessions import end_session, sessions_of

blueprint = Blueprint("own_sessions", __name__)


@blueprint.get("/sessions")
def listing() -> str:
    """List one's own sessions."""
    with desk().database.reading() as rows:
        own = sessions_of(rows, current_user.id, desk().now())
    return render_template("console/sessions.html", sessions=own, form=PressForm())


@blueprint.post("/sessions/<int:number>/end")
def end(number: int) -> Response:
    """End one of them."""
    refuse_forged()
    with desk().database.writing() as rows:
        end_session(rows, current_user.id, number)
    flash("The session is ended.", "success")
    return go(url_for("own_sessions.listing"))
