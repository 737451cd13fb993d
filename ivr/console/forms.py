"""The forms of the console; each carries a token against forged requests."""

from collections.abc import Sequence
from decimal import Decimal

from flask import abort
from wtforms import (
    DateField,
    DecimalField,
    FloatField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import EqualTo, InputRequired, Length, NumberRange, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from ivr.console.passwords import LONGEST, SHORTEST, weakness
from ivr.console.roles import ROLES
from ivr.console.wording import TranslatedForm, named
from ivr.outbound import Plan
from ivr.review.notes import LONGEST_LABEL, LONGEST_NOTE

SHORTEST_REASON, LONGEST_REASON = 5, 200


class SignInForm(TranslatedForm):
    """Ask for name and password."""

    name = StringField("Name", [InputRequired(), Length(max=64)], render_kw={"autocomplete": "username"})
    password = PasswordField(
        "Password", [InputRequired(), Length(max=200)], render_kw={"autocomplete": "current-password"}
    )


class InvitationForm(TranslatedForm):
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


class CodeForm(TranslatedForm):
    """Ask for a code of the authenticator app, or a recovery code."""

    code = StringField(
        "Code of your authenticator app, or a recovery code",
        [InputRequired(), Length(max=32)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"},
    )


class ProofForm(TranslatedForm):
    """Ask for the password once more."""

    current = PasswordField(
        "Your password", [InputRequired(), Length(max=LONGEST)], render_kw={"autocomplete": "current-password"}
    )


class SetUpForm(ProofForm):
    """Ask for the first code of an authenticator app, and the password."""

    code = StringField(
        "The code that the app shows now",
        [InputRequired(), Length(max=32)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class InviteForm(TranslatedForm):
    """Ask for the name and the role of somebody who will be invited."""

    name = StringField("Name", [InputRequired(), Length(max=64), Regexp(r"\s*[^\s\x00-\x1f].*")])
    role = SelectField("Role", choices=ROLES)  # type: ignore[arg-type]


class RoleForm(TranslatedForm):
    """Ask for another role."""

    role = SelectField("Role", choices=ROLES)  # type: ignore[arg-type]


class ScopeForm(TranslatedForm):
    """Ask which calls somebody may see: names of regions and queues, with commas between; nothing means all."""

    regions = StringField("Regions", [Length(max=255)])
    queues = StringField("Queues", [Length(max=255)])


class NoteForm(TranslatedForm):
    """Ask for a note at a moment of a call, in seconds of its sound."""

    text = TextAreaField("Note", [InputRequired(), Length(max=LONGEST_NOTE)])
    moment = FloatField("At", [NumberRange(0, 100_000)], default=0.0, widget=HiddenInput())


class LabelForm(TranslatedForm):
    """Ask for a label."""

    label = StringField("Label", [InputRequired(), Length(max=LONGEST_LABEL), Regexp(r"\s*[^\s\x00-\x1f].*")])


class PressForm(TranslatedForm):
    """Carry nothing but the token, for buttons."""


class RevealForm(TranslatedForm):
    """Ask why a call is to be seen and heard in clear."""

    reason = StringField("Why do you need to?", [InputRequired(), Length(min=SHORTEST_REASON, max=LONGEST_REASON)])


class NumberForm(TranslatedForm):
    """Ask for somebody's phone number."""

    number = StringField("Phone number", [InputRequired(), Length(max=40)], render_kw={"autocomplete": "off"})


class EraseForm(TranslatedForm):
    """Ask for a word that nobody writes by mistake."""

    word = StringField(
        "Write ERASE to erase all of it, for good",
        [InputRequired(), Regexp(r"ERASE\Z", message="Write ERASE in capital letters.")],
        render_kw={"autocomplete": "off"},
    )


class HoldForm(TranslatedForm):
    """Ask why somebody's data must be kept, and until when."""

    reason = StringField("Why it must be kept", [InputRequired(), Length(max=LONGEST_REASON)])
    until = DateField("Until", [InputRequired()])


def refuse_forged() -> None:
    """End a request that was not sent by a button of ours."""
    if not PressForm().validate_on_submit():
        abort(400)


class CampaignForm(TranslatedForm):
    """Ask for the reason, the region and the pace of a campaign."""

    reason = SelectField("Why", [InputRequired()])
    region = SelectField("Region", [InputRequired()])
    per_second = DecimalField("Calls begun in a second", [InputRequired(), NumberRange(0.01, 100)], default=Decimal(1))
    at_once = IntegerField("Calls at once", [InputRequired(), NumberRange(1, 1000)], default=10)
    tries = IntegerField("Tries for each person", [InputRequired(), NumberRange(1, 10)], default=3)

    def __init__(self, reasons: Sequence[str], regions: Sequence[str]) -> None:
        super().__init__()
        self.reason.choices, self.region.choices = (
            [(one, named(one)) for one in reasons],
            [(one, one) for one in regions],
        )

    def plan(self) -> Plan:
        """Return what was asked for; the form must be valid."""
        pace = float(self.per_second.data or 1)
        return Plan(self.reason.data, self.region.data, pace, self.at_once.data or 1, self.tries.data or 1)
