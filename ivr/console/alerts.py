"""Figures that are watched: their bands, and who is told when one leaves its band."""

from flask import Blueprint, Response, flash, render_template, url_for
from flask_login import current_user
from wtforms import BooleanField, FloatField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ivr.console.desk import desk
from ivr.console.forms import refuse_forged
from ivr.console.redirects import go
from ivr.console.wording import TranslatedForm, gettext, refusal
from ivr.review import alerts
from ivr.review.alerts import BadAlert, Band
from ivr.review.figures import NAMES

blueprint = Blueprint("alerts", __name__)
MOST = 1_000_000


class BandForm(TranslatedForm):
    """Ask for a figure, its band and who is told."""

    figure = SelectField("Figure", choices=NAMES)  # type: ignore[arg-type]
    hours = IntegerField("Over the last hours", [InputRequired(), NumberRange(1, alerts.LONGEST_HOURS)], default=24)
    lowest = FloatField("Well from", [Optional(), NumberRange(-MOST, MOST)])
    highest = FloatField("Well up to", [Optional(), NumberRange(-MOST, MOST)])
    fewest = IntegerField("Judged from how many", [InputRequired(), NumberRange(1, MOST)], default=20)
    mail = StringField("Mail to", [Optional(), Length(max=255)], render_kw={"type": "email"})
    webhook = BooleanField("Post it to the address of the settings, too")

    def band(self) -> Band:
        """Return what was asked for; the form must be valid."""
        known = (self.figure.data, self.hours.data or 1, self.lowest.data, self.highest.data, self.fewest.data or 1)
        return Band(*known, (self.mail.data or "").strip(), bool(self.webhook.data))


@blueprint.get("/alerts")
def listing() -> str:
    """List what is watched."""
    return _page(BandForm(formdata=None))


@blueprint.post("/alerts")
def add() -> Response | tuple[str, int]:
    """Watch a figure."""
    form = BandForm()
    if not form.validate_on_submit():
        return _page(form), 400
    try:
        with desk().database.writing() as session:
            alerts.add(session, form.band(), current_user.name, desk().now())
    except BadAlert as bad:
        flash(refusal(bad), "danger")
        return _page(form), 400
    figure = gettext(form.figure.data)
    flash(gettext("%(figure)s is watched: it is looked at each minute.", figure=figure), "success")
    return go(url_for("alerts.listing"))


@blueprint.post("/alerts/<int:number>/drop")
def drop(number: int) -> Response:
    """Watch a figure no more."""
    refuse_forged()
    with desk().database.writing() as session:
        alerts.drop(session, number, current_user.name, desk().now())
    return go(url_for("alerts.listing"))


def _page(form: BandForm) -> str:
    with desk().database.reading() as session:
        watched = alerts.alerts(session)
    settings = desk().settings
    ways = {"mail": bool(settings.smtp_url.get_secret_value()), "webhook": bool(settings.alert_url)}
    return render_template("console/alerts.html", form=form, alerts=watched, ways=ways)
