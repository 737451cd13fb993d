"""The pages of accounts: who may sign in, and invitations to those who will."""

import structlog
from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from ivr.calls import Scope
from ivr.console.accounts import (
    INVITED_FOR,
    LastAdministrator,
    accounts,
    change_password,
    disable,
    enable,
    invite,
    invite_again,
    invited,
    listed,
    set_phone,
    set_role,
    set_scope,
)
from ivr.console.agents import numbers
from ivr.console.desk import desk
from ivr.console.entering import enter
from ivr.console.forms import InvitationForm, InviteForm, PressForm, RoleForm, ScopeForm, refuse_forged
from ivr.console.redirects import go
from ivr.console.roles import MEANINGS, ROLES
from ivr.console.second_factor import remove
from ivr.console.second_factor_pages import ask_for_code
from ivr.console.wording import gettext, refusal
from ivr.review import audit

log = structlog.get_logger(__name__)
blueprint = Blueprint("accounts", __name__)
NO_INVITATION = "This invitation was used, or is more than three days old: ask an administrator for a new one."


@blueprint.get("/accounts")
def listing() -> str:
    """List all accounts."""
    return _page(InviteForm())


@blueprint.post("/accounts")
def invite_somebody() -> tuple[str, int] | str:
    """Make an account, and show the link by which its owner chooses a password: once, here."""
    form = InviteForm()
    if not form.validate_on_submit():
        return _page(form), 400
    name = (form.name.data or "").strip()
    with desk().database.writing() as rows:
        secret = invite(rows, name, form.role.data, desk().now())
        if secret:
            audit.note(rows, current_user.name, "invite", f"{name}, {form.role.data}", desk().now())
    if secret is None:
        flash(gettext("There is an account with that name."), "danger")
        return _page(form), 409
    log.info("account made", by=current_user.id, role=form.role.data)
    return _page(InviteForm(formdata=None), name, _link(secret))


@blueprint.post("/accounts/<int:number>/invitation")
def invite_once_more(number: int) -> str:
    """Show a new link for somebody, by which they choose a new password."""
    refuse_forged()
    with desk().database.writing() as rows:
        secret = invite_again(rows, number, desk().now())
        name = next(account.name for account in accounts(rows) if account.id == number)
    log.info("account invited again", by=current_user.id, account=number)
    return _page(InviteForm(formdata=None), name, _link(secret))


@blueprint.post("/accounts/<int:number>/role")
def change_role(number: int) -> Response:
    """Give somebody another role."""
    form = RoleForm()
    if not form.validate_on_submit():
        abort(400)
    with desk().database.writing() as rows:
        set_role(rows, number, form.role.data)
        audit.note(rows, current_user.name, "role", f"account {number}: {form.role.data}", desk().now())
    log.info("role changed", by=current_user.id, account=number, role=form.role.data)
    return _back()


@blueprint.post("/accounts/<int:number>/scope")
def change_scope(number: int) -> Response:
    """Let somebody see the calls of some regions and queues alone, at once."""
    form = ScopeForm()
    if not form.validate_on_submit():
        abort(400)
    scope = Scope(listed(form.regions.data or ""), listed(form.queues.data or ""))
    with desk().database.writing() as rows:
        if not set_scope(rows, number, scope):
            flash(gettext("Administrators see all calls: give another role first."), "danger")
            return _back()
        seen = f"account {number}: {', '.join((*scope.regions, *scope.queues)) or 'all calls'}"
        audit.note(rows, current_user.name, "scope", seen, desk().now())
    log.info("scope changed", by=current_user.id, account=number)
    return _back()


@blueprint.post("/accounts/<int:number>/phone")
def change_phone(number: int) -> Response:
    """Say at which of the agents' numbers somebody answers callers, so that calls name who talked."""
    refuse_forged()
    with desk().database.writing() as rows:
        known, chosen = numbers(rows), request.form.get("agent", "")
        if chosen and chosen not in known:
            abort(400)
        set_phone(rows, number, bytes.fromhex(chosen) or None)
        at = known[chosen] if chosen else "none"
        audit.note(rows, current_user.name, "phone", f"account {number}: {at}", desk().now())
    log.info("an agent's phone changed", by=current_user.id, account=number)
    return _back()


@blueprint.post("/accounts/<int:number>/disable")
def disable_account(number: int) -> Response:
    """Let somebody in no more, at once."""
    refuse_forged()
    with desk().database.writing() as rows:
        disable(rows, number, desk().now())
        audit.note(rows, current_user.name, "disable", f"account {number}", desk().now())
    log.info("account disabled", by=current_user.id, account=number)
    return _back()


@blueprint.post("/accounts/<int:number>/enable")
def enable_account(number: int) -> Response:
    """Let somebody in again."""
    refuse_forged()
    with desk().database.writing() as rows:
        enable(rows, number)
        audit.note(rows, current_user.name, "enable", f"account {number}", desk().now())
    log.info("account enabled", by=current_user.id, account=number)
    return _back()


@blueprint.post("/accounts/<int:number>/second-factor")
def remove_second_factor(number: int) -> Response:
    """Ask somebody for codes no more, who has lost the phone and the recovery codes."""
    refuse_forged()
    with desk().database.writing() as rows:
        remove(rows, number)
        audit.note(rows, current_user.name, "second factor removed", f"account {number}", desk().now())
    log.info("second factor removed", by=current_user.id, account=number)
    return _back()


@blueprint.route("/invitation/<secret>", methods=["GET", "POST"])
def invitation(secret: str) -> Response | str:
    """Let who was invited choose a password; the link works once."""
    with desk().database.reading() as rows:
        guest = invited(rows, secret, desk().now())
    if guest is None:
        abort(Response(gettext(NO_INVITATION) + "\n", 404, mimetype="text/plain"))
    form = InvitationForm(known=(guest.name, desk().settings.brand))
    if not form.validate_on_submit():
        return render_template("console/invitation.html", form=form, name=guest.name)
    with desk().database.writing() as rows:
        guest = invited(rows, secret, desk().now()) or abort(404)
        guest = change_password(rows, guest.id, form.password.data or "")
    if guest.second_factor:
        return ask_for_code(guest, url_for("calls.home"))
    enter(guest)
    return go(url_for("calls.home"))


@blueprint.errorhandler(LastAdministrator)
def last_administrator(error: LastAdministrator) -> Response:
    """Say why not."""
    flash(refusal(error), "danger")
    return _back()


@blueprint.errorhandler(NoResultFound)
def no_account(_: NoResultFound) -> Response:
    """Say that there is no such account."""
    return Response(gettext("There is no such account.") + "\n", 404, mimetype="text/plain")


def _page(form: InviteForm, name: str = "", link: str = "") -> str:
    with desk().database.reading() as rows:
        known, phones = accounts(rows), numbers(rows)
    roles = [(role, f"{gettext(role)}: {gettext(MEANINGS[role])}") for role in ROLES]
    return render_template(
        "console/accounts.html",
        accounts=known,
        phones=phones,
        form=form,
        press=PressForm(formdata=None),
        roles=roles,
        name=name,
        link=link,
        days=INVITED_FOR.days,
    )


def _link(secret: str) -> str:
    return desk().settings.web_base + url_for("accounts.invitation", secret=secret)


def _back() -> Response:
    return go(url_for("accounts.listing"))
