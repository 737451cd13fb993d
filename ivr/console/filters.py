"""The form that narrows the list of calls, and the calls it asks for."""

from datetime import UTC, date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from flask import request
from flask_login import current_user
from sqlalchemy.orm import Session
from wtforms import BooleanField, DateField, FloatField, IntegerField, SelectField, StringField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from ivr.calls import OUTCOMES, CallFilter, How, Sort, Who, Words
from ivr.console.agents import agents
from ivr.console.desk import desk
from ivr.console.wording import TranslatedForm, gettext
from ivr.identity.identifiers import normal
from ivr.review import categories
from ivr.review.notes import LONGEST_LABEL

ANY = "any"
YEARS = range(1970, 2200)
STATUSES = (ANY, "in-progress", "completed", "busy", "failed", "no-answer", "canceled")
PRESETS = {
    ANY: "any time",
    "today": "today",
    "yesterday": "yesterday",
    "evening": "yesterday evening",
    "week": "last 7 days",
    "month": "last 30 days",
}
HOW = {"all": "all of the words", "any": "any of the words", "phrase": "the phrase", "near": "near each other"}
WHO = {"either": "caller or hotline", "caller": "caller", "hotline": "hotline"}
MARKED = {"": "any or not", "any": "judged", "low": "less than 80 points", "disputed": "disputed by the agent"}
SORTS = {"newest": "newest first", "oldest": "oldest first", "longest": "longest first"}
assert (set(HOW), set(WHO), set(SORTS)) == tuple(set(get_args(kind)) for kind in (How, Who, Sort))
LAST_FOUR = 4
NO_NUMBER = "Give a whole number, such as +1 202 555 0143, its last four digits, or a word such as anonymous."
MINUTE, EVENING = 60, time(17)
FACETS = {"outcome": "Outcome", "service": "Service", "topic": "Topic", "language": "Language", "region": "Region"}


class FilterForm(TranslatedForm):
    """Narrow the list of calls; a GET form, so it needs no token."""

    class Meta:
        """Say so."""

        csrf = False

    caller = ""
    """The number in the form in which calls have it; empty for all callers."""
    last_four = ""
    words = StringField("Words that were said", [Optional(), Length(max=200)], render_kw={"type": "search"})
    how = SelectField("Find", [Optional()], choices=list(HOW.items()))
    who = SelectField("Said by", [Optional()], choices=list(WHO.items()))
    status = SelectField("Status", [Optional()], choices=STATUSES)  # type: ignore[arg-type]
    outcome = SelectField("Outcome", [Optional()], choices=[(ANY, ANY), *OUTCOMES.items()])
    reason = StringField("Reason", [Optional(), Length(max=255)])
    service = StringField("Service", [Optional(), Length(max=64)])
    topic = StringField("Topic", [Optional(), Length(max=64)])
    language = StringField("Language", [Optional(), Length(max=64)])
    region = StringField("Region", [Optional(), Length(max=64)])
    number = StringField(
        "Caller's number, or its last four", [Optional(), Length(max=32)], render_kw={"inputmode": "tel"}
    )
    when = SelectField("When", [Optional()], choices=list(PRESETS.items()))
    day = DateField("From", [Optional()])
    until = DateField("To", [Optional()])
    shortest = IntegerField("Minutes, at least", [Optional(), NumberRange(0, 1440)])
    longest = IntegerField("Minutes, at most", [Optional(), NumberRange(0, 1440)])
    agent = SelectField("Agent who answered", [Optional()])
    queue = StringField("Queue", [Optional(), Length(max=64)])
    category = SelectField("Category", [Optional()])
    label = StringField("Label", [Optional(), Length(max=LONGEST_LABEL)])
    misses = BooleanField("Something was not understood", false_values=("", "0", "no", "false"))
    unsure = FloatField("Confidence, below", [Optional(), NumberRange(0, 1)])
    slow = FloatField("Answered after seconds, at least", [Optional(), NumberRange(0, 600)])
    marked = SelectField("Judged", [Optional()], choices=list(MARKED.items()))
    sort = SelectField("Order", [Optional()], choices=list(SORTS.items()))

    @property
    def advice(self) -> list[str]:
        """Return what to do about what was typed; nothing when all is well."""
        days, minutes = gettext("Give a day like 2026-11-29."), gettext("Give whole minutes, up to 1440.")
        said = {"day": days, "until": days, "shortest": minutes, "longest": minutes}
        said |= {"unsure": gettext("Give a confidence from 0 to 1, such as 0.5.")}
        said |= {"slow": gettext("Give seconds, up to 600."), "status": gettext("Choose a status from the list.")}
        chosen = ("how", "who", "outcome", "when", "sort", "agent", "marked", "category")
        said |= {name: gettext("Choose from the list.") for name in chosen}
        return [said.get(name, errors[0]) for name, errors in self.errors.items()]

    def validate_day(self, field: DateField) -> None:
        """Take days that have a next one, in any zone."""
        if field.data and field.data.year not in YEARS:
            raise ValidationError(gettext("Give a day from 1970-01-01 to 2199-12-31."))

    validate_until = validate_day

    def validate_number(self, field: StringField) -> None:
        """Take a number in any notation, or its last four digits; what is none is told, instead of finding nothing."""
        typed = (field.data or "").strip()
        if len(typed) == LAST_FOUR and typed.isdecimal():
            self.last_four = typed
            return
        self.caller = typed if typed.isalpha() else normal(typed, "phone", desk().settings.region) or ""
        if not self.caller:
            raise ValidationError(gettext(NO_NUMBER))

    @property
    def order(self) -> Sort:
        """Return the order of the list."""
        return self.sort.data or "newest"


def read_filters(session: Session) -> FilterForm:
    """Return the form of a request, with the agents and categories that one may choose from."""
    form = FilterForm(request.args)
    form.agent.choices = [("", gettext("anybody")), *agents(session).items()]
    form.category.choices = [("", gettext(ANY)), *((str(id_), name) for id_, name in categories.names(session).items())]
    return form


def narrows(name: str, value: str) -> bool:
    """Tell whether a value of a filter leaves any calls out; "any" of the words, and any mark, do."""
    return bool(value) and (value != ANY or name in ("how", "marked"))


def wanted(form: FilterForm, now: datetime) -> CallFilter:
    """Return the calls that a form asks for; days are those of the zone that the pages show."""
    since, until = _span(form, now.astimezone(ZoneInfo(desk().settings.timezone)).date())
    status, outcome = ("" if field.data in (ANY, None) else field.data for field in (form.status, form.outcome))
    return CallFilter(
        status=status,
        outcome=outcome,
        from_=form.caller,
        last_four=form.last_four,
        since=since,
        until=until,
        shortest=None if form.shortest.data is None else form.shortest.data * MINUTE,
        longest=None if form.longest.data is None else form.longest.data * MINUTE,
        words=Words(form.words.data, form.how.data or "all", form.who.data or "either") if form.words.data else None,
        reason=form.reason.data or "",
        service=form.service.data or "",
        topic=form.topic.data or "",
        language=form.language.data or "",
        region=form.region.data or "",
        agent=bytes.fromhex(form.agent.data or ""),
        queue=form.queue.data or "",
        label=form.label.data or "",
        category=int(form.category.data or 0),
        misses=form.misses.data,
        unsure=form.unsure.data,
        slow=form.slow.data,
        marked=form.marked.data or "",
        scope=current_user.scope,
    )


def _span(form: FilterForm, today: date) -> tuple[datetime | None, datetime | None]:
    """Return when calls began: of a preset, or from the first day to the last; one day alone is that day."""
    if form.when.data in PRESETS and form.when.data != ANY:
        return preset(form.when.data, today)
    first, last = form.day.data, form.until.data or form.day.data
    return _midnight(first) if first else None, _midnight(last + timedelta(days=1)) if last else None


def preset(name: str, today: date) -> tuple[datetime, datetime]:
    """Return from when to before when a preset but "any" goes; days are those of the zone that the pages show."""
    if name == "evening":
        return _at(today - timedelta(days=1), EVENING), _midnight(today)
    first, last = {"today": (0, 0), "yesterday": (1, 1), "week": (6, 0), "month": (29, 0)}[name]
    return _midnight(today - timedelta(days=first)), _midnight(today - timedelta(days=last - 1))


def _midnight(day: date) -> datetime:
    return _at(day, time())


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(desk().settings.timezone)).astimezone(UTC)
