"""Put prompts into the words of a text message: values as they are written, and nothing that asks for keys or words."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from ivr.dialog.instructions import Say
from ivr.dialog.values import Json
from ivr.languages.language import Language
from ivr.prompts.catalogue import Catalogue
from ivr.prompts.say_as import SAY_AS, name
from ivr.prompts.template import Key, Offer, Template, Value, fixed

_STAGES = (
    *("registered", "on_its_way", "received", "inspected", "quote_pending", "quote_approved", "quote_declined"),
    *("waiting_for_part", "in_repair", "quality_check", "ready_for_pickup", "shipped_back", "delivered", "cancelled"),
    "other",
)
_FIXED = (
    *("stages_title", "photos_title", "quote_title", "approve", "decline", "confirm", "back", "waiting", "not_done"),
    *("survey_title", "survey_helped", "survey_yes", "survey_no", "survey_rating", "survey_send", "survey_done"),
    *("survey_incomplete", "look_again", "course_title"),
    *("gone_title", "gone", "over", "failed", "too_fast"),
    *(f"stage_{stage}" for stage in _STAGES),
)
_ADDRESS = (
    *("title", "why", "private", "kept", "wrong", "send", "over", "country", "is_missing", "is_long"),
    *("name", "street", "more", "postcode", "city"),
)
_WISHES = ("title", "texts", "calls", "recordings", "texts_off", "save", "saved")
PAGES: Mapping[str, frozenset[str]] = {
    **{f"page_{name}": frozenset[str]() for name in _FIXED},
    "page_repair_title": frozenset({"model"}),
    "page_moment": frozenset({"at"}),
    "page_photo": frozenset({"stage", "at"}),
    "page_later_title": frozenset(),
    "page_confirm_approve": frozenset({"cost", "decline_cost"}),
    "page_confirm_decline": frozenset({"cost", "decline_cost"}),
    "page_call": frozenset({"hotline"}),
    **{f"page_address_{name}": frozenset[str]() for name in _ADDRESS},
    "page_send_in_title": frozenset({"model"}),
    "page_send_in_number": frozenset({"number"}),
    "page_send_in_cancelled": frozenset(),
    **{f"page_wishes_{name}": frozenset[str]() for name in _WISHES},
    "page_wishes_what": frozenset({"ending"}),
    **{f"page_data_{name}": frozenset[str]() for name in ("title", "care", "download")},
    "page_data_what": frozenset({"number"}),
    **{f"page_appointment_{name}": frozenset[str]() for name in ("title", "add", "bring")},
    "page_appointment_when": frozenset({"day", "starts"}),
    "page_appointment_number": frozenset({"number"}),
    "page_appointment_summary": frozenset({"name"}),
}
"""The prompts of pages, with the values they are given."""

GIVEN: Mapping[str, frozenset[str]] = {
    **PAGES,
    "sms_parents_guide": frozenset(),
    "sms_centre": frozenset({"name", "address", "city"}),
    "sms_map": frozenset({"map"}),
    "sms_help_steps": frozenset({"title", "steps"}),
    "sms_survey": frozenset(),
    "sms_data_code": frozenset({"code"}),
    "sms_data_copy": frozenset({"number"}),
    "sms_data_erased": frozenset({"number"}),
    "sms_data_held": frozenset({"number", "until"}),
    "sms_frame": frozenset({"text"}),
    "sms_link": frozenset({"link"}),
    **{f"sms_send_in_{name}": frozenset({"number"}) for name in ("address", "page")},
    "sms_not_done": frozenset(),
    "sms_stop": frozenset(),
    "sms_stopped": frozenset(),
    "sms_started": frozenset(),
    "sms_help": frozenset({"hotline"}),
    "sms_unread": frozenset({"hotline"}),
}
"""The prompts of text messages and pages that no form names, with the values they are given."""

SPELLED = re.compile(r"\b[A-Z](?: [A-Z])+\b")
"""Letters that are said one by one: I M E I."""

ENDS_WITH_LINK = re.compile(r"https?://[!-~]+$")
"""Phones take signs of any language that follow a link at once for a part of it: a blank ends it."""

ARTICLES: Mapping[str, str] = {"fr": "le "}
"""What stands before a day in the languages that need it: "depuis le 20 nov. 2026"."""

Writing = Callable[[Json, Language, ZoneInfo], str]


class Writer:
    """Write prompts in the languages there are; an unknown language is written as `default`."""

    def __init__(self, catalogues: Mapping[str, Catalogue], default: str) -> None:
        self._name = default
        self.use(catalogues)

    def use(self, catalogues: Mapping[str, Catalogue]) -> None:
        """Write by these catalogues from now on."""
        self._catalogues, self._default = catalogues, catalogues[self._name]

    def __call__(self, says: Iterable[Say], language: str, zone: ZoneInfo | None = None) -> str:
        """Return the prompts as one text with times of a zone; prompts nobody knows, and questions, are left out."""
        catalogue = self._catalogues.get(language, self._default)
        between = " " if catalogue.language.redaction.spaced else ""
        texts = filter(None, (written(catalogue, say, zone) for say in says))
        return "".join(text + (" " if ENDS_WITH_LINK.search(text) else between) for text in texts).rstrip()


def written(catalogue: Catalogue, say: Say, zone: ZoneInfo | None = None) -> str:
    """Return a prompt in writing, "" for one that is not there or asks for a key or for words."""
    template = catalogue.prompts.get(say.prompt, {}).get("text", ())
    if any(isinstance(part, Offer | Key) for part in template):
        return ""
    text = _text(catalogue, template, say.values, zone or catalogue.zone)
    return SPELLED.sub(lambda letters: letters.group().replace(" ", ""), text)


def _text(catalogue: Catalogue, template: Template, given: Mapping[str, Json], zone: ZoneInfo) -> str:
    every, language = {**catalogue.constants, **given}, catalogue.language
    parts = [
        (WRITTEN.get(part.say_as) or SAY_AS[part.say_as])(every[part.name], language, zone)
        if isinstance(part, Value)
        else fixed(part, {})
        for part in template
    ]
    return re.sub(r"[ \t\n]+", " ", "".join(parts)).strip()


def _number(value: Json, _language: Language, _zone: ZoneInfo) -> str:
    return str(value)


def _telephone(value: Json, _language: Language, _zone: ZoneInfo) -> str:
    """Return a number in the groups of its country, with the country code."""
    try:
        number = phonenumbers.parse(str(value))
    except phonenumbers.NumberParseException:
        return str(value)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _day(value: Json, language: Language, zone: ZoneInfo) -> str:
    text = str(value)
    day = _moment(text, zone).date() if "T" in text else date.fromisoformat(text)
    return format_date(day, "medium", locale=language.locale)


def _since(value: Json, language: Language, zone: ZoneInfo) -> str:
    """Return a day as it stands in a sentence: where it is said with an article, it is written with one."""
    return ARTICLES.get(language.code, "") + _day(value, language, zone)


def _time(value: Json, language: Language, zone: ZoneInfo) -> str:
    return format_time(_moment(str(value), zone), "short", locale=language.locale)


def _money(value: Json, language: Language, _zone: ZoneInfo) -> str:
    if not isinstance(value, dict):
        raise TypeError("money is an amount with a currency")
    return format_currency(Decimal(str(value["amount"])), str(value["currency"]), locale=language.locale)


def _count(value: Json, language: Language, _zone: ZoneInfo) -> str:
    return format_decimal(Decimal(str(value)), locale=language.locale)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone) if moment.tzinfo else moment


WRITTEN: Mapping[str, Writing] = {
    "digits": _number,
    "telephone": _telephone,
    "date": _day,
    "day": _since,
    "time": _time,
    "money": _money,
    "count": _count,
    "address": name,
}
"""How values are written; those that are not here are written as they are said."""
