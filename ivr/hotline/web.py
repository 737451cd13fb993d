"""Make the web application: Twilio's webhooks, the console, the health page, the commands."""

from datetime import UTC, datetime

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ivr import logs, web_times
from ivr.console import add_console
from ivr.console.desk import Desk
from ivr.hotline.build import open_edge
from ivr.hotline.commands import add_commands
from ivr.hotline.outreach import open_outreach
from ivr.hotline.pages import open_pages
from ivr.hotline.prompt_sounds import prompt_sounds
from ivr.intents.encoder import encode_if_possible
from ivr.languages import LANGUAGES
from ivr.pages.photos import PhotoUpload
from ivr.pages.rate_limit import RateLimit
from ivr.redaction import Redactors
from ivr.services import HOTLINE
from ivr.settings import Settings
from ivr.storage import WORKING, Database, open_database
from ivr.telephony.edge import Edge
from ivr.telephony.web import add_telephony

LARGEST_REQUEST = 64 * 1024


def create_app(settings: Settings, database: Database | None = None, edge: Edge | None = None) -> Flask:
    """Return the application for these settings; tests may bring their own database, and an edge on another clock."""
    logs.configure(settings)
    patient = database or open_database(settings, WORKING)  # for commands, which nobody waits for on the phone
    database = database or open_database(settings)
    app = Flask("ivr", static_folder=None)
    app.config.update(SECRET_KEY=settings.secret_key.get_secret_value(), MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    if settings.proxies:  # their word for who is asking; signatures are checked by our own public URL
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    app.extensions["script"] = HOTLINE
    redactors = Redactors(LANGUAGES.values(), settings.brand, encode_if_possible)
    edge = edge or open_edge(settings, database)
    guard = add_console(app, Desk(database, settings, lambda: datetime.now(UTC), redactors, prompt_sounds(edge)))
    app.extensions["outreach"] = open_outreach(settings, database, lambda: datetime.now(UTC))
    for webhooks in add_telephony(app, edge):
        guard.exempt(webhooks)
    pages = open_pages(settings, database).blueprint()
    guard.exempt(pages)
    app.register_blueprint(pages)
    key = settings.photo_key.get_secret_value()
    photos = PhotoUpload(database, key, lambda: datetime.now(UTC), RateLimit()).blueprint()
    guard.exempt(photos)
    app.register_blueprint(photos)
    web_times.measure(app)
    add_commands(app, patient, settings)
    return app
