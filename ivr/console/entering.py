"""Beginning a session, and what pages of signing in share: a password that is given again, addresses of ours."""

from urllib.parse import urlsplit

import structlog
from flask import request, session, url_for
from flask_login import current_user, login_user

from ivr.console.accounts import Supervisor, has_password
from ivr.console.desk import desk
from ivr.console.sessions import end_session, open_session
from ivr.console.throttle import OF_SESSION, take_try

log = structlog.get_logger(__name__)
WRONG = "That is not your password, or there were too many tries: wait 15 minutes then."


def enter(supervisor: Supervisor) -> None:
    """Begin a session in this browser, and end the one it had."""
    with desk().database.writing() as rows:
        if current_user.is_authenticated:
            end_session(rows, current_user.id, current_user.session)
        opened = open_session(rows, supervisor, request.user_agent.string, desk().now())
    session.clear()
    session.permanent = True
    login_user(opened)
    log.info("signed in", by=supervisor.id, second_factor=supervisor.second_factor)


def proves(password: str) -> bool:
    """Tell whether this is the password of who is signed in; a few wrong tries in a session end the trying."""
    with desk().database.writing() as rows:
        tries = take_try(rows, {f"session {current_user.session}": OF_SESSION}, desk().now())
    if tries is None:
        return False
    with desk().database.reading() as rows:
        return has_password(rows, current_user.id, password)


def ours(address: str) -> str:
    """Return an address of ours, whatever was asked for."""
    try:
        is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not urlsplit(address).netloc
    except ValueError:
        is_ours = False
    return address if is_ours and address.isprintable() else url_for("calls.home")
