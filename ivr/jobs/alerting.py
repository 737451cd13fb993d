"""Look at the figures that are watched, and tell who wants to know: by mail, and to the webhook of the settings."""

import smtplib
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from threading import Event
from urllib.parse import urlsplit

import requests
import structlog

from ivr import codec
from ivr.outbox import Handler, Refused, TryAgain
from ivr.outbox.worker import DATABASE_ERRORS
from ivr.review import alerts
from ivr.review.alerts import Told
from ivr.settings import Settings
from ivr.storage import Database, Json

log = structlog.get_logger("ivr.jobs")
EVERY_SECONDS = 60.0
SECONDS = 10.0
TELLERS = 2
TLS_PORT, USUAL_PORT = 465, 25


def watch(database: Database, stop: Event, every: float = EVERY_SECONDS) -> None:
    """Look once a minute, until told to stop."""
    while not stop.is_set():
        try:
            if changed := alerts.look(database, datetime.now(UTC)):
                log.info("figures left their bands, or are back", count=changed)
        except DATABASE_ERRORS as error:
            log.warning("figures can't be watched now", error=type(error).__name__)
        stop.wait(every)


def tellers(settings: Settings) -> list[Handler]:
    """Return what tells of alerts: a handler for each way, so that one that fails does not repeat the other."""
    ways: dict[str, Callable[[Told, str], None]] = {
        alerts.MAIL: lambda told, key: mail(settings, told),
        alerts.POST: lambda told, key: post(settings, told, key),
    }
    return [Handler(kind, _doing(way), most_attempts=20) for kind, way in ways.items()]


def _doing(way: Callable[[Told, str], None]) -> Callable[[Json, str], Json]:
    def tell(payload: Json, key: str) -> Json:
        way(codec.load(Told, payload), key)
        return None

    return tell


def mail(settings: Settings, told: Told) -> None:
    """Send one mail by the server of the settings. Raises Refused without one, TryAgain where it can't be reached."""
    if not (url := settings.smtp_url.get_secret_value()):
        raise Refused("no_mail_server")
    server = urlsplit(url)
    message = EmailMessage()
    message["Subject"] = f"{settings.brand} hotline: {told.figure} {'out of its band' if told.is_out else 'is back'}"
    message["From"], message["To"] = settings.mail_from, told.mail
    message.set_content(f"{told.sentence}\n\n{settings.web_base}/figures\n")
    kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    port = server.port or (TLS_PORT if server.scheme == "smtps" else USUAL_PORT)
    try:
        with kind(server.hostname or "", port, timeout=SECONDS) as smtp:
            if server.username:
                smtp.login(server.username, server.password or "")
            smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused:
        raise Refused("no_such_address") from None
    except (OSError, smtplib.SMTPException) as error:
        raise TryAgain(f"mail: {type(error).__name__}") from None


def post(settings: Settings, told: Told, key: str) -> None:
    """Post an alert as JSON to the address of the settings. Raises Refused without one, TryAgain where it fails."""
    if not settings.alert_url:
        raise Refused("no_address")
    known = {"text": told.sentence, "figure": told.figure, "value": told.value, "unit": told.unit, "of": told.of}
    body = {**known, "hours": told.hours, "is_out": told.is_out, "lowest": told.lowest, "highest": told.highest}
    try:
        headers = {"Idempotency-Key": key}
        answer = requests.post(settings.alert_url, json=body, headers=headers, timeout=SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        raise TryAgain(f"webhook: {type(error).__name__}") from None
    if not 200 <= answer.status_code < 300:
        raise TryAgain(f"webhook: HTTP {answer.status_code}")
