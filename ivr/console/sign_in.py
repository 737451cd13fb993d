"""Signing in and out, and changing the password, which must be done at first."""

import structlog
from flask import Blueprint, Response, flash, render_template, request, session, url_for
from flask_login import current_user, logout_user

from ivr.console.accounts import Supervisor, by_password, change_password, renew_hash
from ivr.console.desk import desk
from ivr.console.entering import WRONG, enter, ours, proves
from ivr.console.forms import PasswordForm, SignInForm
from ivr.console.known_browsers import known_browser, remember_browser
from ivr.console.passwords import TooManySignIns
from ivr.console.redirects import go
from ivr.console.second_factor_pages import ask_for_code
from ivr.console.sessions import end_session
from ivr.console.throttle import limits, take_back, take_try
from ivr.console.wording import gettext

log = structlog.get_logger(__name__)
blueprint = Blueprint("sign_in", __name__)
FAILED = "That name and password don't fit together, or there were too many tries: wait 15 minutes then."
BUSY = "Too many people sign in just now. Try again in a few seconds."


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | tuple[str, int] | str:
    """Let in who knows a name's password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("console/sign_in.html", form=form)
    supervisor = _known(form.name.data or "", form.password.data or "")
    if supervisor is None:
        flash(gettext(FAILED), "danger")
        return render_template("console/sign_in.html", form=form), 401
    next_page = ours(request.args.get("next", ""))
    if supervisor.second_factor:
        return ask_for_code(supervisor, next_page)
    enter(supervisor)
    return remember_browser(go(next_page), supervisor.name)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """End the session, here and for whoever has copied its cookie."""
    with desk().database.writing() as rows:
        end_session(rows, current_user.id, current_user.session)
    logout_user()
    session.clear()
    return go(url_for("sign_in.sign_in"))


@blueprint.route("/password", methods=["GET", "POST"])
def password() -> Response | tuple[str, int] | str:
    """Change the password, by who knows the old one; all other sessions end."""
    form = PasswordForm(known=(current_user.name, desk().settings.brand))
    if not form.validate_on_submit():
        return render_template("console/password.html", form=form)
    if not proves(form.current.data or ""):
        flash(gettext(WRONG), "danger")
        return render_template("console/password.html", form=form), 401
    with desk().database.writing() as rows:
        supervisor = change_password(rows, current_user.id, form.password.data or "")
    (desk().settings.data / "first-password").unlink(missing_ok=True)
    enter(supervisor)
    flash(gettext("Your password is changed."), "success")
    return go(url_for("calls.home"))


@blueprint.app_errorhandler(TooManySignIns)
def too_many(_: TooManySignIns) -> Response:
    """Ask to come back: hashing passwords may not keep Twilio waiting."""
    return Response(gettext(BUSY) + "\n", 503, {"Retry-After": "5"}, mimetype="text/plain")


def _known(name: str, password: str) -> Supervisor | None:
    address, now = request.remote_addr or "", desk().now()
    with desk().database.writing() as rows:
        tries = take_try(rows, limits(name, address, known_browser(name)), now)
    if tries is None:
        log.warning("sign-in refused: too many tries")
        return None
    try:
        with desk().database.reading() as rows:
            supervisor = by_password(rows, name, password)
    except TooManySignIns:
        _take_back(tries)
        raise
    if supervisor is None:
        log.warning("sign-in failed")
        return None
    with desk().database.writing() as rows:
        take_back(rows, tries)
        renew_hash(rows, supervisor.id, password)
    return supervisor


def _take_back(tries: tuple[int, ...]) -> None:
    with desk().database.writing() as rows:
        take_back(rows, tries)
