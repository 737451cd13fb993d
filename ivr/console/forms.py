"""The forms of the console; each carries a token against forged requests."""

from flask_wtf import FlaskForm
from wtforms import DateField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp, ValidationError

from ivr.calls import OUTCOMES
from ivr.console.desk import desk
from ivr.console.passwords import LONGEST, SHORTEST, weakness
from ivr.console.roles import ROLES
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


class InvitationForm(FlaskForm):  # type: ignore[misc]
    """Ask for a new password, twice; `known` are words that are too easy in it."""

    password = PasswordField(
        f"New password, at least {SHORTEST} characters",
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "The same again",
        [InputRequired(), EqualTo("password", message="The two don't match.")],
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, known: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._known = known

    def validate_password(self, field: PasswordField) -> None:
        """Take what is hard to guess."""
        if advice := weakness(field.data or "", (*self._known, "hotline")):
            raise ValidationError(advice)


class PasswordForm(InvitationForm):
    """Ask for the old password, and a new one."""

    current = PasswordField(
        "The password you have now",
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class InviteForm(FlaskForm):  # type: ignore[misc]
    """Ask for the name and the role of somebody who will be invited."""

    name = StringField("Name", [InputRequired(), Length(max=64), Regexp(r"\s*[^\s\x00-\x1f].*")])
    role = SelectField("Role", choices=ROLES)  # type: ignore[arg-type]


class RoleForm(FlaskForm):  # type: ignore[misc]
    """Ask for another role."""

    role = SelectField("Role", choices=ROLES)  # type: ignore[arg-type]


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
