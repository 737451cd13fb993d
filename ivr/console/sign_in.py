"""Signing in and out, and the password that must be changed at first."""

from urllib.parse import urlsplit

import structlog
from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required, login_user, logout_user

from ivr.console.accounts import Supervisor, by_password, change_password
from ivr.console.desk import desk
from ivr.console.forms import PasswordForm, SignInForm
from ivr.console.throttle import must_wait, note_failure

log = structlog.get_logger(__name__)
blueprint = Blueprint("sign_in", __name__)
FAILED = "That name and password don't fit together, or there were too many tries: wait 15 minutes then."


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | tuple[str, int] | str:
    """Let in who knows a name's password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("console/sign_in.html", form=form)
    supervisor = _known(form.name.data or "", form.password.data or "")
    if supervisor is None:
        flash(FAILED, "danger")
        return render_template("console/sign_in.html", form=form), 401
    _enter(supervisor)
    return _go(_ours(request.args.get("next", "")))


@blueprint.post("/sign-out")
@login_required  # type: ignore[untyped-decorator]
def sign_out() -> Response:
    """End the session."""
    logout_user()
    session.clear()
    return _go(url_for("sign_in.sign_in"))


@blueprint.route("/password", methods=["GET", "POST"])
@login_required  # type: ignore[untyped-decorator]
def password() -> Response | str:
    """Change the password."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return render_template("console/password.html", form=form)
    with desk().database.writing() as rows:
        supervisor = change_password(rows, current_user.id, form.password.data or "")
    (desk().settings.data / "first-password").unlink(missing_ok=True)
    _enter(supervisor)
    flash("Your password is changed.", "success")
    return _go(url_for("calls.listing"))


@blueprint.before_app_request
def first_a_password_of_ones_own() -> Response | None:
    """Let nobody further than the password page while theirs is one that was printed."""
    if request.blueprint != "calls" or not current_user.is_authenticated or not current_user.must_change:
        return None
    return _go(url_for("sign_in.password"))


def _known(name: str, password: str) -> Supervisor | None:
    address, now = request.remote_addr or "", desk().now()
    with desk().database.reading() as rows:
        waits = must_wait(rows, name, address, now)
        supervisor = None if waits else by_password(rows, name, password)
    if supervisor is None:
        log.warning("sign-in failed", throttled=waits)
    if supervisor is None and not waits:  # who waits is not made to wait longer by trying
        with desk().database.writing() as rows:
            note_failure(rows, name, address, now)
    return supervisor


def _enter(supervisor: Supervisor) -> None:
    session.clear()
    session.permanent = True
    login_user(supervisor)


def _ours(address: str) -> str:
    """Return an address of ours, whatever was asked for."""
    try:
        is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not urlsplit(address).netloc
    except ValueError:
        is_ours = False
    return address if is_ours and address.isprintable() else url_for("calls.listing")


def _go(address: str) -> Response:
    return current_app.make_response(redirect(address, 303))
