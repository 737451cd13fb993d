"""The console speaks English, French and Chinese: on whole pages, with nothing left out."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from sqlalchemy import update
from wtforms.fields.core import UnboundField

import ivr
from ivr import console, review
from ivr.calls import OUTCOMES
from ivr.calls.consents import WORDS
from ivr.calls.tables import CallRow
from ivr.console import (
    account_pages,
    entering,
    filters,
    health,
    lines,
    misses,
    passwords,
    publishing,
    roles,
    second_factor_pages,
    sign_in,
    texts,
    told,
    wishes,
)
from ivr.console import quality as quality_pages
from ivr.console.figures import TITLES
from ivr.console.roles import POLICY
from ivr.console.wording import FOLDER, LANGUAGES, TranslatedForm, catalog
from ivr.dialog.script import Field
from ivr.outbound import attempts, people
from ivr.privacy.people import Person, rows_of
from ivr.refusals import Refusal
from ivr.review import KINDS, NEXT, figures
from ivr.review.asked import REFUSED, SILENT
from ivr.review.categories import KINDS as RULES
from ivr.review.quality import AUTOMATIC, SAMPLES
from ivr.services import HOTLINE
from ivr.services.repair.news import CONDITIONS
from tests.console.test_roles import path_of, routes

CONSOLE = Path(console.__file__).parent
TEMPLATES = {path.stem: path for path in (CONSOLE / "templates" / "console").iterdir()}
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
    *TITLES.values(),
    *RULES.values(),
    *(REFUSED, SILENT),
    *misses.STATES.values(),
    *(title for _, _, title in console.MENU),
    *review.HOWS.values(),
    *publishing.STATUSES.values(),
    *quality_pages.COMMENTS.values(),
    *quality_pages.SAID.values(),
    *AUTOMATIC.values(),
    *(title for title, _ in SAMPLES.values()),
    *wishes.LABELS.values(),
    *wishes.STATUSES.values(),
    *health.SIGNS.values(),
    *health.COUNTS.values(),
    *(said if len(said) > 1 else said[0] for said in told.REASONS.values()),
    *texts.REASONS.values(),
    "its state could not be read",
    *(health.MODEL, health.GATEWAY, health.DECODERS, health.CLOCK_ADVICE, health.KEYS_ONLY),
    *(
        "running",
        "stopped",
        "over",
        *(each.replace("_", " ") for each in (*people.STATUSES, *attempts.OUTCOMES.values(), *CONDITIONS, "low_score")),
    ),
    *(table.name.replace("_", " ") for table in rows_of(Person(b"?", ["?"], [b"?"], [b"?"]))),
    *(form.name.replace("_", " ") for form in HOTLINE.forms.values()),
    *(item.slot.replace("_", " ") for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Field)),
    *roles.ROLES,
    *roles.MEANINGS.values(),
    *(console.BUSY, console.NO_SECOND_FACTOR, account_pages.NO_INVITATION, entering.WRONG, filters.NO_NUMBER),
    *(passwords.EASY, passwords.SHORT, second_factor_pages.WRONG_CODE, sign_in.BUSY, sign_in.FAILED),
}
"""What pages say that stands in the code."""


def said(template):
    """Return the literal texts of a template that a person reads."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(TEMPLATES[template].read_text("utf-8"))
    text = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    return [*SAID.findall(text), MARKUP.sub(" ", text)]


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_english_stands_in_a_translated_page(template):
    words = {word for text in said(template) for word in re.findall(r"[A-Za-z]{2,}", text)}
    assert words - OWN == set()


def extracted(path, method, keywords):
    """Return the texts that a file asks a translation of, a pair where it counts."""
    with path.open("rb") as file:
        return {text for _, text, _, _ in extract(method, file, keywords)}


def forms():
    """Return the classes of the console's forms."""
    found = [TranslatedForm]
    for form in found:
        found += form.__subclasses__()
    return found


def on_forms():
    """Return labels, choices and messages of the forms' fields."""
    for form in forms():
        for field in vars(form).values():
            if isinstance(field, UnboundField):
                label, validators = [*field.args, []][:2]
                yield label
                yield from (each if isinstance(each, str) else each[1] for each in field.kwargs.get("choices", ()))
                yield from (message for each in validators if (message := getattr(each, "message", None)))


def literals(path, names):
    """Return the literal texts given to what has one of these names, but units and what is data alone."""
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in names:
            found = {each.value for each in call.args if isinstance(each, ast.Constant)}
            yield from found - {True, False, None, "calls", "%", "%(detail)s"}


def refused():
    """Return what refusals say."""
    names = {Refusal.__name__, *(each.__name__ for each in Refusal.__subclasses__())}
    for path in Path(ivr.__file__).parent.rglob("*.py"):
        if "Refusal" in (text := path.read_text("utf-8")) or any(f"raise {name}" in text for name in names):
            yield from literals(path, names)


def asked():
    """Return all texts that pages ask a translation of."""
    found = {*SHOWN, *on_forms(), *refused(), *literals(Path(figures.__file__), ["Figure"])}
    found |= {*literals(Path(health.__file__), ["note", "Part"])}
    for path in TEMPLATES.values():
        found |= extracted(path, "jinja2.ext:babel_extract", {"_": None, "ngettext": (1, 2)})
    for path in CONSOLE.rglob("*.py"):
        found |= extracted(path, "python", {"gettext": None, "ngettext": (1, 2)})
    return {text[:2] if isinstance(text, tuple) else text for text in found} - {"", *LANGUAGES.values()}


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_each_text_has_its_translation(language):
    with (FOLDER / f"{language}.po").open("rb") as file:
        known = {message.id: message.string for message in read_po(file) if message.id}
    assert [text for text in asked() if not known.get(text)] == []
    values = re.compile(r"%\(\w+\)s|%%")
    for text, translations in known.items():
        many = text if isinstance(text, str) else text[1]
        for said in [translations] if isinstance(translations, str) else translations:
            assert sorted(values.findall(many)) == sorted(values.findall(said)), text


def flashed():
    """Return what is said in a line above a page, as it stands in the code, with its place."""
    for path in sorted(CONSOLE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "flash":
                yield f"{path.stem}:{call.lineno}", call.args[0]


def test_what_is_said_above_a_page_is_translated():
    ways = ("gettext", "ngettext", "refusal")
    assert [place for place, said in flashed() if getattr(getattr(said, "func", None), "id", "") not in ways] == []


def test_a_topic_with_the_name_of_an_outcome_is_a_topic(supervisor, a_call, sqlite_database):
    with sqlite_database.writing() as session:
        session.execute(update(CallRow).values(topic="fault", outcome="fault"))
    page = supervisor.sees("/calls")
    assert 'topic=fault">fault<' in page
    assert 'outcome=fault">ended by a fault<' in page
    assert "écran" in catalog("fr").gettext("screen")


@pytest.mark.parametrize(
    ("stored", "english", "french"),
    [
        ("repair, send_in", "repair, send in", "réparation, envoi en réparation"),
        ("main_menu, after 1 miss", "main menu, after 1 miss", "menu principal, après 1 incompréhension"),
        ("topic, asked 3 times", "topic, asked 3 times", "sujet, question posée 3 fois"),
        ("after 58 s in the queue", "after 58 s in the queue", "après 58 s dans la file"),
        ("", "", ""),
    ],
)
def test_why_a_call_ended_so_is_said_in_each_language(app, stored, english, french):
    for language, said in (("en", english), ("fr", french)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert told.reason(stored) == said


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


VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Seen(HTMLParser):
    """What a person reads on a page, but what is marked as English, and what is no text."""

    def __init__(self, page):
        super().__init__()
        self.texts, self._open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self._open += [] if tag in VOID else [(tag, tag in ("script", "style") or known.get("lang") == "en")]
        if not self._hidden():
            self.texts += [known[name] for name in ("aria-label", "title", "placeholder", "alt") if known.get(name)]

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self._hidden():
            self.texts.append(data)

    def _hidden(self):
        return any(hides for _, hides in self._open)


ENGLISH = re.compile(
    r"\b(the|of|is|are|and|it|by|with|this|who|what|was|were|nothing|nobody|yet|from|calls)\b", re.IGNORECASE
)
FILES = (".json", ".yaml", ".csv", ".wav", "<path:filename>")
FILLED = (
    (
        "/categories",
        {"name": "Danger", "kind-0": "silence", "text-0": "2", "kind-1": "outcome", "outcome-1": "answered"},
    ),
    ("/alerts", {"figure": "Misses", "hours": "24", "highest": "25", "fewest": "20", "mail": "ada@example.com"}),
    ("/changes", {"kind": "sentence", "language": "en", "target": "repair", "text": "mend my handset"}),
    ("/accounts", {"name": "Ada", "role": "reviewer"}),
    ("/calls/CA1/labels", {"label": "scenario"}),
    ("/wishes", {"number": "+12025550143"}),
)


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_no_page_says_anything_in_english(app, supervisor, a_call, language):
    supervisor.sends("/sessions/language", "/sessions", language=language)
    supervisor.sends("/quality/forms", "/quality/forms/0", name="Danger", **{"text-0": "Ok ?", "weight-0": "100"})
    pages = [supervisor.sends(path, "/sessions", **fields) for path, fields in FILLED]
    for name, rule in routes(app).items():
        if name in POLICY and "GET" in rule.methods and not rule.rule.endswith(FILES):
            pages.append(supervisor.opens(path_of(rule, language=language, number="1")))
    assert len(pages) > 30
    for page in pages:
        if page.mimetype in ("text/html", "text/plain") and page.request.path != "/metrics":
            read = "\n".join(Seen(page.text).texts)
            for heard in ("How can I help?", "where is my repair", "Your order number?"):
                read = read.replace(heard, "")
            assert ENGLISH.findall(read) == [], (page.request.path, read)
