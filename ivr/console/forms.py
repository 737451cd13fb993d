"""The forms of the console; each carries a token against forged requests."""

from flask_wtf import FlaskForm
from wtforms import DateField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from ivr.console.accounts import SHORTEST

ANY = "any"
STATUSES = (ANY, "in-progress", "completed", "busy", "failed", "no-answer", "canceled")


class SignInForm(FlaskForm):  # type: ignore[misc]
    """Ask for name and password."""

    name = StringField("Name", [InputRequired(), Length(max=64)], render_kw={"autocomplete": "username"})
    password = PasswordField(
        "Password", [InputRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """Ask for a new password, twice."""

    password = PasswordField(
        f"New password, at least {SHORTEST} characters",
        [
            InputRequired(),
            Length(min=SHORTEST, max=200, message=f"Use {SHORTEST} characters or more: a few words in a row do."),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "The same again",
        [InputRequired(), EqualTo("password", message="The two don't match.")],
        render_kw={"autocomplete": "new-password"},
    )


class PressForm(FlaskForm):  # type: ignore[misc]
    """Carry nothing but the token, for buttons."""


class FilterForm(FlaskForm):  # type: ignore[misc]
    """Narrow the list of calls; a GET form, so it needs no token."""

    class Meta:
        """Say so."""

        csrf = False

    status = SelectField("Status", [Optional()], choices=STATUSES)  # type: ignore[arg-type]
    number = StringField("Caller's whole number", [Optional(), Length(max=32)], render_kw={"inputmode": "tel"})
    day = DateField("Day", [Optional()])
