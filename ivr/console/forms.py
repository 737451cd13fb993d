"""The forms of the console; each carries a token against forged requests."""

from flask_wtf import FlaskForm
from wtforms import DateField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional, ValidationError

from ivr.calls import OUTCOMES
from ivr.console.accounts import SHORTEST
from ivr.console.desk import desk
from ivr.identity.identifiers import normal

ANY = "any"
YEARS = range(1970, 2200)
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

    caller = ""
    """The number in the form in which calls have it; empty for all callers."""
    status = SelectField("Status", [Optional()], choices=STATUSES)  # type: ignore[arg-type]
    outcome = SelectField("Outcome", [Optional()], choices=[(ANY, ANY), *OUTCOMES.items()])
    number = StringField("Caller's whole number", [Optional(), Length(max=32)], render_kw={"inputmode": "tel"})
    day = DateField("Day", [Optional()])

    @property
    def advice(self) -> list[str]:
        """Return what to do about what was typed; nothing when all is well."""
        said = {"day": "Give a day like 2026-11-29.", "status": "Choose a status from the list."}
        return [said.get(name, errors[0]) for name, errors in self.errors.items()]

    def validate_day(self, field: DateField) -> None:
        """Take days that have a next one, in any zone."""
        if field.data and field.data.year not in YEARS:
            raise ValidationError("Give a day from 1970-01-01 to 2199-12-31.")

    def validate_number(self, field: StringField) -> None:
        """Take a number in any notation; what is none is told, instead of finding nothing."""
        typed = (field.data or "").strip()
        self.caller = typed if typed.isalpha() else normal(typed, "phone", desk().settings.region) or ""
        if not self.caller:
            raise ValidationError("Give a whole number, such as +1 202 555 0143, or a word such as anonymous.")
