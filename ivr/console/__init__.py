"""Web pages for supervisors: the calls, what was said in them, and the hotline's health."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from babel.numbers import format_decimal
from flask import Blueprint, Flask, Response, abort, flash, redirect, render_template, request, url_for
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from werkzeug.routing import IntegerConverter, Map

from ivr.calls import OUTCOMES, WHOLE, visible
from ivr.console import (
    account_pages,
    alerts,
    calls,
    categories,
    coverage,
    figures,
    health,
    metrics,
    misses,
    notes,
    outreach,
    own_sessions,
    personal_data,
    prompts,
    publishing,
    quality,
    searches,
    second_factor_pages,
    sign_in,
    sound,
    wishes,
)
from ivr.console.accounts import Supervisor
from ivr.console.desk import Desk, desk
from ivr.console.roles import CONSOLE, may, needs_second_factor
from ivr.console.security import cookie_name, protect
from ivr.console.sessions import LONGEST, by_token, note_use
from ivr.console.told import reason
from ivr.console.wording import add_wording, chosen, gettext
from ivr.redaction import mask_number
from ivr.storage import DatabaseBusy

log = structlog.get_logger(__name__)
MENU = (
    ("calls", "calls.listing", "Calls"),
    ("figures", "figures.page", "Figures"),
    ("misses", "misses.listing", "Misses"),
    ("publishing", "publishing.listing", "Changes"),
    ("quality", "quality.listing", "Quality"),
    ("quality", "quality.own", "My marks"),
    ("outreach", "outreach.tasks", "Customers"),
    ("prompts", "prompts.listing", "Prompts"),
    ("accounts", "accounts.listing", "Accounts"),
    ("wishes", "wishes.page", "Personal data"),
    ("health", "health.health", "Health"),
)
"""Blueprint, route and name of each page in the menu; everybody sees what they may open."""
NO_SECOND_FACTOR = "Values in clear and accounts need a second factor: set up an authenticator app first."


BUSY = "The database does not answer. Try again in a minute; /health says how it is."


class RowNumber(IntegerConverter):
    """A row's number in an address: what no column of numbers holds leads to no page."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:
        super().__init__(map, *args, **{"max": 2**31 - 1} | kwargs)


def add_console(app: Flask, desk: Desk) -> CSRFProtect:
    """Serve the console from an app; return its guard against forged requests, for those who need none of it."""
    https = desk.https
    app.extensions["desk"] = desk
    app.url_map.converters["int"] = RowNumber
    app.config.update(
        BOOTSTRAP_SERVE_LOCAL=True,
        PERMANENT_SESSION_LIFETIME=LONGEST,
        SESSION_COOKIE_NAME=cookie_name("session", https=https),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        WTF_CSRF_TIME_LIMIT=None,
    )
    Bootstrap5(app)
    _remember(app, desk)
    protect(app, https=https)
    _add_filters(app, desk)
    add_wording(app)
    app.register_error_handler(DatabaseBusy, _busy)
    files = Blueprint("console", __name__, template_folder="templates", static_folder="static")
    pages = (
        *(sign_in, second_factor_pages, own_sessions, account_pages),
        *(calls, categories, searches, notes, figures, alerts, sound, misses, publishing, quality),
        *(outreach, wishes, health, metrics),
        *(prompts, coverage, personal_data),
    )
    for blueprint in (files, *(page.blueprint for page in pages)):
        app.register_blueprint(blueprint)
    return CSRFProtect(app)


def _busy(_: DatabaseBusy) -> Response:
    return Response(gettext(BUSY) + "\n", 503, mimetype="text/plain")


def _remember(app: Flask, desk: Desk) -> None:
    manager = LoginManager(app)
    manager.login_view = "sign_in.sign_in"
    manager.login_message = ""
    production = desk.settings.env == "production"

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> Supervisor | None:
        now = desk.now()
        with desk.database.reading() as session:
            found = by_token(session, token, now)
        if found and found[1]:
            with suppress(DatabaseBusy), desk.database.writing() as session:
                note_use(session, found[0].session, now)
        return found[0] if found else None

    @app.before_request
    def only_what_the_role_may() -> Any:
        """Let everybody open what the table of roles says, and nothing else of the console."""
        if request.blueprint not in CONSOLE or request.endpoint is None or may(None, request.endpoint):
            return None
        if not current_user.is_authenticated:
            return _to_sign_in(manager)
        if current_user.must_change and request.endpoint not in ("sign_in.password", "sign_in.sign_out"):
            return redirect(url_for("sign_in.password"), 303)
        sid = (request.view_args or {}).get("sid")
        if sid and not _is_seen(sid):
            abort(404)
        if not may(current_user.role, request.endpoint, current_user.scope):
            log.warning("page refused", by=current_user.id, role=current_user.role, route=request.endpoint)
            return render_template("console/forbidden.html"), 403
        if production and not current_user.second_factor and needs_second_factor(request.endpoint):
            flash(gettext(NO_SECOND_FACTOR), "warning")
            return redirect(url_for("second_factor.page"), 303)
        return None


def _to_sign_in(manager: LoginManager) -> Any:
    """Lead to signing in, and from there to the page; what was sent can't be opened: typed.js keeps it."""
    return manager.unauthorized() if request.method == "GET" else redirect(url_for("sign_in.sign_in"), 303)


def _is_seen(sid: str) -> bool:
    """Tell whether a call is one of those that who has signed in may see; one that is not there is left to the page."""
    if current_user.scope.is_whole:
        return True
    with desk().database.reading() as session:
        return sid in visible(session, [sid], current_user.scope)


def may_open(role: str | None, route: str) -> bool:
    """Tell templates whether who has signed in may open a page."""
    return may(role, route, getattr(current_user, "scope", WHOLE))


def _add_filters(app: Flask, desk: Desk) -> None:
    zone = ZoneInfo(desk.settings.timezone)

    @app.template_filter("day_and_time")
    def day_and_time(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"

    @app.template_filter("duration")
    def duration(seconds: int) -> str:
        return f"{seconds // 60}:{seconds % 60:02}"

    @app.template_filter("figure")
    def figure(value: float | None, unit: str) -> str:
        if value is None:
            return "–"
        number = format_decimal(value, "#,##0.0" if unit in ("s", "of 5") else "#,##0", chosen())
        return f"{number} {gettext(unit) if unit != 'calls' else ''}".strip()

    @app.template_filter("seconds")
    def seconds(milliseconds: int) -> str:
        return f"{milliseconds / 1000:.1f} s"

    app.template_filter("mask_number")(mask_number)
    app.jinja_env.globals["brand"] = desk.settings.brand
    app.jinja_env.globals["outcomes"] = OUTCOMES
    app.jinja_env.globals["may"] = may_open
    app.jinja_env.globals["menu"] = MENU
    app.jinja_env.globals["reason"] = reason
