"""The console speaks English, French and Chinese: on whole pages, with nothing left out."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from sqlalchemy import update

from ivr import console
from ivr.calls import OUTCOMES
from ivr.calls.consents import WORDS
from ivr.calls.tables import CallRow
from ivr.console import filters, lines, misses
from ivr.console.wording import FOLDER, LANGUAGES, catalog
from ivr.review import KINDS, NEXT

PAGES = ("sign_in", "sessions", "calls", "call", "misses", "marks")
PARTS = ("base", "outcome", "turn", "player", "notes", "texts")
"""What is translated whole: pages, and what they are made of."""
TEMPLATES = Path(console.__file__).parent / "templates" / "console"
SAID = re.compile(r'(?:aria-label|title|placeholder|alt)="([^"]*)"')
MARKUP = re.compile(r"<!--.*?-->|<script.*?</script>|<[^>]*>|<[^>]*$|^[^<>]*>", re.DOTALL)
OWN = {"ms", "SHA", "Esc", "m", "j", "k", "s", "lt", "gt", "SID"}
"""What is the same in each language."""
SHOWN = {
    *OUTCOMES.values(),
    *WORDS.values(),
    *lines.SAYS.values(),
    *NEXT.values(),
    *KINDS.values(),
    *filters.HOW.values(),
    *filters.WHO.values(),
    *filters.SORTS.values(),
    *filters.PRESETS.values(),
    *filters.MARKED.values(),
    *filters.FACETS.values(),
    *misses.DAYS.values(),
    *misses.STATES.values(),
    *(title for _, _, title in console.MENU),
}
"""What pages say that stands in the code."""


def said(template):
    """Return the literal texts of a template that a person reads."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse((TEMPLATES / f"{template}.html").read_text("utf-8"))
    text = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    return [*SAID.findall(text), MARKUP.sub(" ", text)]


@pytest.mark.parametrize("template", [*PAGES, *PARTS])
def test_no_english_stands_in_a_translated_page(template):
    words = {word for text in said(template) for word in re.findall(r"[A-Za-z]{2,}", text)}
    assert words - OWN == set()


def asked():
    """Return all texts that pages ask a translation of."""
    found = set(SHOWN)
    for template in (*PAGES, *PARTS):
        with (TEMPLATES / f"{template}.html").open("rb") as file:
            for _, text, _, _ in extract("jinja2.ext:babel_extract", file, {"_": None}):
                found |= set([text] if isinstance(text, str) else text)
    return found - {""}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_each_text_has_its_translation(language):
    with (FOLDER / f"{language}.po").open("rb") as file:
        known = {message.id: message.string for message in read_po(file) if message.id}
    assert [text for text in sorted(asked()) if not known.get(text)] == []
    values = re.compile(r"%\(\w+\)s|%%")
    wrong = [text for text, said in known.items() if sorted(values.findall(text)) != sorted(values.findall(said))]
    assert wrong == []


def test_a_topic_with_the_name_of_an_outcome_is_a_topic(supervisor, a_call, sqlite_database):
    with sqlite_database.writing() as session:
        session.execute(update(CallRow).values(topic="fault", outcome="fault"))
    page = supervisor.sees("/calls")
    assert 'topic=fault">fault<' in page
    assert 'outcome=fault">ended by a fault<' in page
    assert "écran" in catalog("fr").gettext("screen")


def test_a_language_is_read_once_and_english_needs_none():
    assert catalog("fr") is catalog("fr")
    assert catalog("en").gettext("Search") == "Search"


@pytest.mark.parametrize(("header", "heading"), [("fr-CA,fr;q=0.9", "Appels"), ("zh-CN", "通话"), ("de", "Calls")])
def test_pages_are_in_the_browsers_language(supervisor, a_call, header, heading):
    page = supervisor.opens("/calls", **{"Accept-Language": header}).text
    assert f">{heading}</h1>" in page
    assert f'lang="{header[:2] if header[:2] in LANGUAGES else "en"}"' in page


def test_an_accounts_language_comes_first(supervisor, a_call):
    supervisor.sends("/sessions/language", "/sessions", language="fr")
    page = supervisor.opens("/calls/CA1", **{"Accept-Language": "zh"}).text
    assert "L’appelant a répondu" in page
    assert "Hotline" in page
    assert supervisor.sends("/sessions/language", "/sessions", language="xx").status_code == 400


def test_a_page_that_is_not_translated_says_that_it_is_english(supervisor):
    page = supervisor.opens("/health", **{"Accept-Language": "fr"}).text
    assert '<main id="main" lang=en' in page or "<html" not in page
    assert '<html lang="fr">' in supervisor.opens("/categories", **{"Accept-Language": "fr"}).text
