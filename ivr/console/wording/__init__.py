"""The console's words in the language of who reads: gettext catalogs beside this file; English stands in the pages.

An account's own choice comes first, then what the browser asks for. What has no translation is English.
"""

from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, has_request_context, request
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms.i18n import get_builtin_gnu_translations

from ivr.calls import OUTCOMES
from ivr.refusals import Refusal

FOLDER = Path(__file__).parent
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "fr": "Français", "zh": "中文"}
"""The languages of the pages, in their own words."""


def chosen() -> str:
    """Return the language of this request."""
    if not has_request_context():
        return ENGLISH
    own = getattr(current_user, "language", "")
    return own if own in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or ENGLISH


@cache
def catalog(language: str) -> NullTranslations:
    """Return the translations into a language, read once."""
    if language == ENGLISH:
        return NullTranslations()
    made = BytesIO()
    with (FOLDER / f"{language}.po").open("rb") as file:
        write_mo(made, read_po(file, locale=language))
    made.seek(0)
    found = Translations(made)
    found.add_fallback(get_builtin_gnu_translations([language]))
    return found


def gettext(text: str, /, **values: Any) -> str:
    """Return a text in the language of this request, with values where its `%(name)s` stand."""
    said = catalog(chosen()).gettext(text) if text else ""
    return said % values if values else said


def ngettext(one: str, many: str, num: int, /, **values: Any) -> str:
    """Return the text for this number, which stands in it as `%(num)s`, in the language of this request."""
    return catalog(chosen()).ngettext(one, many, num) % ({"num": num} | values)


def refusal(why: Refusal) -> str:
    """Return why something was not done, in the language of this request."""
    return gettext(why.text, **why.values)


def named(value: str, column: str = "") -> str:
    """Return a stored name, such as a topic, as people read it; names of the column `outcome` are those of OUTCOMES."""
    known = OUTCOMES.get(value) if column == "outcome" else None
    return gettext(known or value.replace("_", " "))


class TranslatedForm(FlaskForm):  # type: ignore[misc]
    """A form in the language of this request: labels, choices, and what is said of wrong values."""

    class Meta:
        """Have the validators' own messages translated."""

        def get_translations(self, _: FlaskForm) -> NullTranslations:
            """Return the catalog that holds them."""
            return catalog(chosen())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.label.text = gettext(field.label.text)
            if getattr(field, "choices", None):
                field.choices = [(value, gettext(title)) for value, title in map(_pair, field.choices)]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Tell whether all values are right; `errors` of each field say why not."""
        is_right = bool(super().validate(*args, **kwargs))
        for field in self:
            field.errors = [gettext(error) for error in field.errors]
        return is_right


def _pair(choice: Any) -> tuple[str, str]:
    return (choice, choice) if isinstance(choice, str) else (choice[0], choice[1])


def add_wording(app: Flask) -> None:
    """Let templates say things by `_` and `named`, and know the language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, lambda one, many, count: catalog(chosen()).ngettext(one, many, count), newstyle=True
    )
    app.jinja_env.globals["named"] = named
    app.context_processor(lambda: {"language": chosen()})
