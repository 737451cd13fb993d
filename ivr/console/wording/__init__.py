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

from ivr.calls import OUTCOMES

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
    return Translations(made)


def gettext(text: str) -> str:
    """Return a text in the language of this request."""
    return catalog(chosen()).gettext(text) if text else ""


def named(value: str, column: str = "") -> str:
    """Return a stored name, such as a topic, as people read it; names of the column `outcome` are those of OUTCOMES."""
    known = OUTCOMES.get(value) if column == "outcome" else None
    return gettext(known or value.replace("_", " "))


def translated(form: FlaskForm) -> FlaskForm:
    """Give a form's labels and choices in the language of this request."""
    for field in form:
        field.label.text = gettext(field.label.text)
        if getattr(field, "choices", None):
            field.choices = [(value, gettext(title)) for value, title in map(_pair, field.choices)]
    return form


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
