"""The pages of the second factor: giving a code at sign-in, setting an authenticator app up, taking it away."""

from datetime import datetime, timedelta

import segno
import structlog
from flask import Blueprint, Response, flash, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from ivr.console import second_factor
from ivr.console.accounts import Supervisor, by_id
from ivr.console.desk import desk
from ivr.console.entering import WRONG, enter, ours, proves
from ivr.console.forms import CodeForm, ProofForm, SetUpForm
from ivr.console.known_browsers import remember_browser
from ivr.console.redirects import go
from ivr.console.throttle import OF_CODES, take_back, take_try
from ivr.console.wording import gettext

log = structlog.get_logger(__name__)
blueprint = Blueprint("second_factor", __name__)
HALF_LASTS = timedelta(minutes=5)
"""How long who has given the password may look for the code."""
WRONG_CODE = "That code is wrong or was used before, or there were too many tries: wait 15 minutes then."


def ask_for_code(supervisor: Supervisor, next_page: str) -> Response:
    """Remember in this browser that the password was right, and ask for the code."""
    session["half"] = [supervisor.id, desk().now().isoformat()]
    return go(url_for("second_factor.code", next=next_page))


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def code() -> Response | tuple[str, int] | str:
    """Let in who has given the password and now gives a code, or a recovery code."""
    half = _half()
    if half is None:
        return go(url_for("sign_in.sign_in"))
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("console/code.html", form=form)
    if not _accepted(half, form.code.data or ""):
        flash(gettext(WRONG_CODE), "danger")
        return render_template("console/code.html", form=CodeForm(formdata=MultiDict())), 401
    with desk().database.reading() as rows:
        supervisor = by_id(rows, half)
    enter(supervisor)
    return remember_browser(go(ours(request.args.get("next", ""))), supervisor.name)


@blueprint.route("/second-factor", methods=["GET", "POST"])
def page() -> tuple[str, int] | str:
    """Show how to set an authenticator app up; with a code of it and the password, ask for codes from now on."""
    form = SetUpForm()
    if current_user.second_factor:
        return render_template("console/second_factor.html", form=ProofForm())
    secret = session.setdefault("new second factor", second_factor.new_secret())
    if not form.validate_on_submit():
        return _offer(form, secret)
    step = second_factor.step_of(secret, form.code.data or "", desk().now())
    if step is None or not proves(form.current.data or ""):
        flash(gettext(WRONG if step else WRONG_CODE), "danger")
        return _offer(form, secret), 401
    with desk().database.writing() as rows:
        codes = second_factor.set_up(rows, current_user.id, session.pop("new second factor"), step)
    log.info("second factor set up", by=current_user.id)
    return render_template("console/recovery_codes.html", codes=codes)


@blueprint.post("/second-factor/remove")
def remove() -> Response:
    """Ask for codes no more, when the password is right."""
    form = ProofForm()
    if form.validate_on_submit() and proves(form.current.data or ""):
        with desk().database.writing() as rows:
            second_factor.remove(rows, current_user.id)
        log.info("second factor removed", by=current_user.id)
        flash(gettext("You sign in with your password alone again."), "warning")
    else:
        flash(gettext(WRONG), "danger")
    return go(url_for("second_factor.page"))


def _offer(form: SetUpForm, secret: str) -> str:
    picture = segno.make(second_factor.address(secret, current_user.name, desk().settings.brand))
    return render_template(
        "console/second_factor.html", form=form, secret=secret, picture=picture.svg_data_uri(scale=5, border=4)
    )


def _half() -> int | None:
    """Return whose password was right in this browser, a short while ago."""
    if "half" not in session:
        return None
    number, at = session["half"]
    return int(number) if desk().now() - datetime.fromisoformat(at) < HALF_LASTS else None


def _accepted(supervisor_id: int, given: str) -> bool:
    with desk().database.writing() as rows:
        tries = take_try(rows, {f"code of {supervisor_id}": OF_CODES}, desk().now())
    if tries is None:
        log.warning("code refused: too many tries", account=supervisor_id)
        return False
    with desk().database.writing() as rows:
        good = second_factor.accepts(rows, supervisor_id, given, desk().now())
        if good:
            take_back(rows, tries)
    if not good:
        log.warning("code is wrong", account=supervisor_id)
    return good
