"""Tell, to people and to machines, whether the hotline works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import requests
from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request
from flask.sansio.blueprints import BlueprintSetupState
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ivr import process_status
from ivr.console.desk import Desk, desk
from ivr.console.kept import Kept
from ivr.console.wording import gettext
from ivr.identity.alarm import recent_tries
from ivr.outbox import letters
from ivr.privacy.purging import newest_purge
from ivr.storage import DatabaseBusy

blueprint = Blueprint("health", __name__)
GATEWAY_SECONDS = 1.0
MODEL, GATEWAY, DECODERS = "speech model", "media gateway", "decoders"
SPEECH = (GATEWAY, DECODERS)
COUNTS = {
    "decoders": "%(number)s at work",
    "crashes": "%(number)s crashes survived",
    "drops": "%(number)s pieces of sound dropped",
}
KEPT, KEPT_SECONDS = "health", 1.0
"""Whoever asks within a second of another gets the same answer: many who ask must not slow down the calls."""
PURGED_WITHIN = timedelta(hours=25)
CLOCK_ADVICE = (
    "nothing is purged: the clock went on by more than 25 hours since the last purge, or was set; if it is right, run "
    "`python -m ivr.privacy purge --clock-is-right` and start the jobs process again"
)
KEYS_ONLY = "works by keys only"
SIGNS = {"ok": "works", "degraded": "works in part", "down": "does not work"}


Note = tuple[str, Mapping[str, object]]
"""A text, and the values where its `%(name)s` stand."""


def note(text: str, /, **values: object) -> Note:
    """Return a text that the page says in the language of who reads."""
    return text, values


@dataclass(frozen=True)
class Part:
    """One part of the hotline: whether it works, and what there is to say about it."""

    name: str
    ok: bool
    notes: tuple[Note, ...]

    @property
    def detail(self) -> str:
        """Return the notes in English, for machines."""
        return "; ".join(text % values for text, values in self.notes)


@blueprint.get("/health")
def health() -> Response:
    """Show how the hotline is; 503 when it can't take calls. Speech down is not that: calls go on by keys."""
    parts: list[Part] = current_app.extensions[KEPT].get(lambda: _parts(desk()), KEPT_SECONDS)
    status, hears = _status(parts), _hears(parts)
    code = 503 if status == "down" else 200
    sign = SIGNS[status] if hears or status == "down" else KEYS_ONLY
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        page = render_template("console/health.html", parts=parts, status=status, sign=sign, titled=_titled)
        return make_response(page, code)
    told = [{"name": part.name, "ok": part.ok, "detail": part.detail} for part in parts]
    answer = {"status": status, "mode": "speech" if hears else "keypad", "parts": told}
    return make_response(jsonify(answer), code)


def _titled(part: Part) -> str:
    """Return the name of a part in the language of this request; a speech model's ends with its language."""
    code = part.name.removeprefix(MODEL) if part.name.startswith(MODEL) else ""
    return gettext(part.name.removesuffix(code)) + code


@blueprint.record_once
def _keep(setup: BlueprintSetupState) -> None:
    setup.app.extensions[KEPT] = Kept[list[Part]]()


def _parts(desk: Desk) -> list[Part]:
    database = _database(desk)
    by_rows = (_outbox, _tries, _retention) if database.ok else ()
    return [database, *_speech(desk), *(ask(desk) for ask in by_rows), *_processes(desk)]


def _status(parts: list[Part]) -> Literal["ok", "degraded", "down"]:
    if not parts[0].ok:
        return "down"
    return "ok" if all(part.ok for part in parts) else "degraded"


def _hears(parts: list[Part]) -> bool:
    """Return whether callers are heard, in one language at least."""
    models = [part for part in parts if part.name.startswith(MODEL)]
    return any(part.ok for part in models) and all(part.ok for part in parts if part.name in SPEECH)


def _database(desk: Desk) -> Part:
    try:
        with desk.database.reading() as session:
            revision = session.scalar(text("SELECT version_num FROM alembic_version"))
    except (SQLAlchemyError, DatabaseBusy) as error:
        return Part("database", False, (note("can't be read: %(error)s", error=type(error).__name__),))
    dialect = desk.database.engine.dialect.name
    return Part("database", True, (note("%(dialect)s, tables %(revision)s", dialect=dialect, revision=revision),))


def _outbox(desk: Desk) -> Part:
    """Tell what waits to be done; dead letters, and commands that no worker takes, are faults."""
    with desk.database.reading_rows() as rows:
        found = letters.count(rows, desk.now())
    notes = [note("%(number)s commands wait", number=found.waiting)]
    if found.overdue:
        notes += [note("%(number)s for more than a minute: is `python -m ivr.outbox` running?", number=found.overdue)]
    if found.dead:
        notes += [note("%(number)s were not done: `python -m ivr.outbox list` says what to do", number=found.dead)]
    return Part("outbox", not (found.dead or found.overdue), tuple(notes))


def _tries(desk: Desk) -> Part:
    """Tell whether more tries to get at records fail than owners' mistakes explain."""
    with desk.database.reading_rows() as rows:
        tries = recent_tries(rows, desk.now())
    counts = {"failed": tries.failed, "made": tries.made}
    notes = [note("%(failed)s of %(made)s tries to get at a record failed in the last five minutes", **counts)]
    notes += [note("somebody may be guessing")] * tries.alarming
    return Part("guessing", not tries.alarming, tuple(notes))


def _retention(desk: Desk) -> Part:
    """Tell whether what may be kept no longer is purged; a clock that nobody believes is a fault."""
    with desk.database.reading_rows() as rows:
        newest = newest_purge(rows)
    if newest is None:
        return Part("retention", True, (note("nothing was purged yet: the jobs process does it every hour"),))
    if newest.doubt:
        return Part("retention", False, (note(CLOCK_ADVICE),))
    at = f"{newest.at:%Y-%m-%d %H:%M} UTC"
    if desk.now() - newest.at > PURGED_WITHIN:
        return Part("retention", False, (note("the last purge was at %(at)s: does the jobs process run?", at=at),))
    counts = {"people": newest.people, "rows": newest.rows}
    return Part("retention", True, (note("purged at %(at)s: %(people)s people, %(rows)s rows", at=at, **counts),))


def _processes(desk: Desk) -> list[Part]:
    """Tell which processes keep failing, where a launcher looks after them."""
    statuses = process_status.read(desk.settings.data)
    if not statuses:
        return []
    failing = [status for status in statuses if not status.ok]
    notes = (note("%(detail)s", detail=status.detail) for status in failing or statuses)
    return [Part("processes", not failing, tuple(notes))]


def _models(told: dict[str, Any]) -> list[Part]:
    """Return how each language is heard: by which model, or why its callers use their keys."""
    each: dict[str, Any] = {f"{MODEL} {code}": one for code, one in (told.get("languages") or {}).items()}
    found = each or {MODEL: told}
    return [
        Part(name, bool(one.get("ok")), (note("%(detail)s", detail=one.get("detail") or one.get("model") or "–"),))
        for name, one in found.items()
    ]


def _lost(by_reason: dict[str, int]) -> tuple[Note, ...]:
    """Return how many utterances nobody understood since the gateway began, and why."""
    reasons = [note("%(detail)s", detail=f"{count} {reason}") for reason, count in sorted(by_reason.items())]
    return note("%(number)s lost", number=sum(by_reason.values())), *reasons


def gateway(desk: Desk) -> dict[str, Any] | None:
    """Return what the media gateway, which owns model and decoders, says of itself; None where it is silent."""
    settings = desk.settings
    try:
        answer = requests.get(f"http://{settings.host}:{settings.media_port}/health", timeout=GATEWAY_SECONDS)
        told: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError):
        return None
    return told


def _speech(desk: Desk) -> list[Part]:
    told = gateway(desk)
    if told is None:
        return [Part(GATEWAY, False, (note("does not answer: callers use their keys"),))]
    counts = [note(text, number=told[name]) for name, text in COUNTS.items() if name in told]
    streams, free = told.get("streams", 0), told.get("free", 0)
    return [
        Part(GATEWAY, True, (note("%(streams)s live streams, room for %(free)s more", streams=streams, free=free),)),
        *_models(told),
        Part(DECODERS, bool(told.get("decoders")), tuple(counts)),
        Part("utterances", True, _lost(told.get("lost") or {})),
    ]
