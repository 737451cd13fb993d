"""Web pages for supervisors: the calls, what was said in them, and the hotline's health."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response
from flask_bootstrap import Bootstrap5  # type: ignore[import-untyped]
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from ivr.calls import OUTCOMES
from ivr.console import calls, health, metrics, sign_in
from ivr.console.accounts import Supervisor, by_session
from ivr.console.desk import Desk
from ivr.console.security import protect
from ivr.redaction import mask_number
from ivr.storage import DatabaseBusy

SESSION = timedelta(hours=12)


def add_console(app: Flask, desk: Desk) -> CSRFProtect:
    """Serve the console from an app; return its guard against forged requests, for those who need none of it."""
    https = desk.settings.web_base.startswith("https:")
    app.extensions["desk"] = desk
    app.config.update(
        BOOTSTRAP_SERVE_LOCAL=True,
        PERMANENT_SESSION_LIFETIME=SESSION,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        WTF_CSRF_TIME_LIMIT=None,
    )
    Bootstrap5(app)
    _remember(app, desk)
    protect(app, https=https)
    _add_filters(app, desk)
    app.register_error_handler(DatabaseBusy, _busy)
    files = Blueprint("console", __name__, template_folder="templates", static_folder="static")
    for blueprint in (files, sign_in.blueprint, calls.blueprint, health.blueprint, metrics.blueprint):
        app.register_blueprint(blueprint)
    return CSRFProtect(app)


def _busy(_: DatabaseBusy) -> Response:
    return Response(
        "The database does not answer. Try again in a minute; /health says how it is.\n", 503, mimetype="text/plain"
    )


def _remember(app: Flask, desk: Desk) -> None:
    manager = LoginManager(app)
    manager.login_view = "sign_in.sign_in"
    manager.login_message = ""

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(remembered: str) -> Supervisor | None:
        with desk.database.reading() as session:
            return by_session(session, remembered)


def _add_filters(app: Flask, desk: Desk) -> None:
    zone = ZoneInfo(desk.settings.timezone)

    @app.template_filter("day_and_time")
    def day_and_time(at: datetime) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"

    @app.template_filter("duration")
    def duration(seconds: int) -> str:
        return f"{seconds // 60}:{seconds % 60:02}"

    app.template_filter("mask_number")(mask_number)
    app.jinja_env.globals["brand"] = desk.settings.brand
    app.jinja_env.globals["outcomes"] = OUTCOMES
