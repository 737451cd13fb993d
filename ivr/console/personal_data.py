"""The pages of personal data: what is kept of somebody, handing it over, erasing it, keeping it from being erased."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from secrets import token_hex
from typing import Any

import structlog
from flask import Blueprint, Response, abort, flash, render_template, send_file, url_for
from flask_login import current_user

from ivr.console.desk import desk
from ivr.console.forms import EraseForm, HoldForm, NumberForm
from ivr.console.redirects import go
from ivr.console.wording import gettext, refusal
from ivr.identity.identifiers import normal
from ivr.privacy.erased_list import ErasedList
from ivr.privacy.erasing import Held, OnThePhone, Receipt, count_person, erase, hold_on
from ivr.privacy.exporting import export
from ivr.privacy.holds import hold, holds, release
from ivr.privacy.people import person_of
from ivr.privacy.purging import newest_purge
from ivr.privacy.receipts import receipt, receipts
from ivr.refusals import Refusal
from ivr.review import audit

blueprint = Blueprint("personal_data", __name__)
log = structlog.get_logger(__name__)


@blueprint.get("/personal-data")
def page() -> str:
    """Ask whose data it is about; list receipts, holds and the last purge."""
    with desk().database.reading() as session:
        told = {
            "receipts": receipts(session),
            "holds": holds(session, desk().now()),
            "purge": newest_purge(session),
        }
    return render_template("console/personal_data.html", form=NumberForm(), **told)


@blueprint.post("/personal-data/person")
def person() -> Response | str:
    """Show how much is kept of somebody, and what can be done with it."""
    number, subject = _asked()
    return _person(number, subject, EraseForm(), HoldForm())


@blueprint.post("/personal-data/export")
def hand_over() -> Response:
    """Give all that is kept of somebody as a ZIP file."""
    _, subject = _asked()
    reference = f"E-{token_hex(4).upper()}"
    with desk().database.reading() as session:
        archive = export(session, person_of(session, subject), desk().now())
    with desk().database.writing() as session:
        audit.note(session, current_user.name, "exported a person's data", reference, desk().now())
    log.info("personal data exported", by=current_user.id, reference=reference)
    file = io.BytesIO(archive)
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name=f"{reference}.zip")


@blueprint.post("/personal-data/erase")
def erase_person() -> Response | str:
    """Erase all that is kept of somebody, and show the receipt."""
    number, subject = _asked()
    form = EraseForm()
    if not form.validate_on_submit():
        return _person(number, subject, form, HoldForm())
    try:
        done = erase(desk().database, ErasedList(desk().settings.data), subject, desk().now())
    except Held as why:
        day = f"{why.until:%Y-%m-%d}"
        flash(gettext("Nothing was erased: the data are held until %(day)s.", day=day), "danger")
        return _person(number, subject, EraseForm(formdata=None), HoldForm())
    except OnThePhone:
        flash(gettext("Nothing was erased: the person is in a call; try again when it is over."), "danger")
        return _person(number, subject, EraseForm(formdata=None), HoldForm())
    with desk().database.writing() as session:
        audit.note(session, current_user.name, "erased a person's data", done.number, desk().now())
    log.info("a person was erased", by=current_user.id, receipt=done.number)
    return go(url_for("personal_data.show_receipt", number=done.number))


@blueprint.post("/personal-data/hold")
def hold_person() -> Response | str:
    """Keep somebody's data from being erased or purged until a day."""
    number, subject = _asked()
    form = HoldForm()
    if not form.validate_on_submit():
        return _person(number, subject, EraseForm(), form)
    assert form.until.data
    until = datetime.combine(form.until.data, time(), UTC)
    try:
        with desk().database.writing() as session:
            hold(session, subject, form.reason.data or "", until, current_user.name, desk().now())
            audit.note(session, current_user.name, "held a person's data", f"until {until:%Y-%m-%d}", desk().now())
    except Refusal as why:
        flash(refusal(why), "danger")
        return _person(number, subject, EraseForm(), form)
    flash(gettext("Held until %(day)s.", day=f"{until:%Y-%m-%d}"), "success")
    return _person(number, subject, EraseForm(formdata=None), HoldForm(formdata=None))


@blueprint.post("/personal-data/release")
def release_person() -> Response | str:
    """End such a hold."""
    number, subject = _asked()
    with desk().database.writing() as session:
        if release(session, subject):
            audit.note(session, current_user.name, "released a person's data", "", desk().now())
    flash(gettext("The hold is over."), "success")
    return _person(number, subject, EraseForm(formdata=None), HoldForm(formdata=None))


@blueprint.get("/personal-data/receipts/<number>")
def show_receipt(number: str) -> str:
    """Show a receipt."""
    return render_template("console/receipt.html", receipt=_receipt(number))


@blueprint.get("/personal-data/receipts/<number>.json")
def download_receipt(number: str) -> Response:
    """Give a receipt as a file; it tells nothing of the person."""
    found = _receipt(number)
    told = {"receipt": found.number, "erased_at": found.at.isoformat(), "rows": dict(found.rows)}
    headers = {"Content-Disposition": f"attachment; filename=receipt-{found.number}.json"}
    return Response(json.dumps(told, indent=2) + "\n", mimetype="application/json", headers=headers)


def _receipt(number: str) -> Receipt:
    with desk().database.reading() as session:
        return receipt(session, number) or abort(404)


def _asked() -> tuple[str, bytes]:
    """Return the number that a form is about and its blind index; end the request where it is none."""
    form = NumberForm()
    if not form.validate_on_submit():
        abort(400)
    number = normal(form.number.data or "", "phone", desk().settings.region)
    if number is None:
        flash(gettext("That is no phone number; write it as +12025550143."), "danger")
        abort(go(url_for("personal_data.page")))
    return number, desk().database.keyring.blind_index(number)


def _person(number: str, subject: bytes, erase_form: EraseForm, hold_form: HoldForm) -> str:
    with desk().database.reading() as session:
        counts: Mapping[str, int] = count_person(session, person_of(session, subject))
        until = hold_on(session, subject, desk().now())
    told: dict[str, Any] = {"counts": counts, "until": until, "erase_form": erase_form, "hold_form": hold_form}
    return render_template("console/person.html", number=number, **told)
