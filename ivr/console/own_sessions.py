"""The sessions that somebody has in browsers, and a way to end each."""

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user

from ivr.console.accounts import set_language
from ivr.console.desk import desk
from ivr.console.forms import PressForm, refuse_forged
from ivr.console.redirects import go
from ivr.console.sessions import end_session, sessions_of
from ivr.console.wording import LANGUAGES, gettext

blueprint = Blueprint("own_sessions", __name__)


@blueprint.get("/sessions")
def listing() -> str:
    """List one's own sessions."""
    with desk().database.reading() as rows:
        own = sessions_of(rows, current_user.id, desk().now())
    return render_template("console/sessions.html", sessions=own, form=PressForm(), languages=LANGUAGES)


@blueprint.post("/sessions/<int:number>/end")
def end(number: int) -> Response:
    """End one of them."""
    refuse_forged()
    with desk().database.writing() as rows:
        end_session(rows, current_user.id, number)
    flash(gettext("The session is ended."), "success")
    return go(url_for("own_sessions.listing"))


@blueprint.post("/sessions/language")
def choose_language() -> Response:
    """Choose the language of one's pages."""
    refuse_forged()
    language = request.form.get("language", "")
    if language and language not in LANGUAGES:
        abort(400)
    with desk().database.writing() as rows:
        set_language(rows, current_user.id, language)
    return go(url_for("own_sessions.listing"))
