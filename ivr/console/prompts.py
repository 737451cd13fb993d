"""What callers hear: each prompt with its length and its history, other words for it, and how they sound."""

from functools import cache
from threading import Lock

from flask import Blueprint, Response, abort, render_template, request
from wtforms import StringField
from wtforms.validators import Length

from ivr import review
from ivr.console.desk import desk
from ivr.console.wording import LANGUAGES, TranslatedForm
from ivr.offline_voice import NoVoice, OfflineVoice, offline_voice
from ivr.prompts import Catalogue
from ivr.prompts.catalogue import READ_ONLY
from ivr.prompts.recordings import EASY
from ivr.prompts.render import recorded
from ivr.prompts.rewriting import place, rewritten
from ivr.prompts.speaking import SECONDS_A_LETTER
from ivr.prompts.template import BadTemplate, Template, Value, fixed, parse, source

blueprint = Blueprint("prompts", __name__)
LONGEST = 600
MOST = 100
"""Prompts of a page: a search finds the others."""
_speaking = Lock()


class SearchForm(TranslatedForm):
    """Narrow the list; a GET form, so it needs no token."""

    class Meta:
        """Say so."""

        csrf = False

    words = StringField("Name or words", [Length(max=100)], render_kw={"type": "search"})


@blueprint.get("/prompts/<language>")
def listing(language: str) -> str:
    """List the prompts of a language."""
    catalogue, form = _catalogue(language), SearchForm(request.args)
    sought = (form.words.data or "").lower()
    texts = {
        prompt if wording == "text" else f"{prompt}.{wording}": source(template)
        for prompt, wordings in sorted(catalogue.prompts.items())
        for wording, template in wordings.items()
    }
    found = {name: text for name, text in texts.items() if sought in name.lower() or sought in text.lower()}
    return render_template(
        "console/prompts.html",
        form=form,
        language=language,
        languages={code: LANGUAGES.get(code, code) for code in sorted(review.catalogues())},
        prompts=list(found.items())[:MOST],
        total=len(found),
        length=len,
    )


@blueprint.get("/prompts/<language>/<name>")
def prompt(language: str, name: str) -> str:
    """Show one prompt, with other words where some are tried."""
    text = _text(language, name)
    tried = (request.args.get("text") or text)[:LONGEST]
    with desk().database.reading() as session:
        history = [each for each in review.versions(session, 100) if _changes(each, language, name)]
        drafts = [
            each for each in review.drafts(session) if (each.change.language, each.change.target) == (language, name)
        ]
    return render_template(
        "console/prompt.html",
        language=language,
        language_name=LANGUAGES.get(language, language),
        name=name,
        text=text,
        tried=tried,
        seconds=round(len(_said(language, tried)) * SECONDS_A_LETTER, 1),
        heard=not name.startswith(READ_ONLY),
        history=[(each, review.prompts_of(each.changes)[language, name]) for each in history],
        drafts=drafts,
    )


@blueprint.get("/prompts/<language>/<name>/sound.wav")
def sound(language: str, name: str) -> Response:
    """Speak a prompt's words, or others for it, in the voice of the recordings; a value is spoken as its name."""
    _text(language, name)
    said = _said(language, request.args.get("text", "")[:LONGEST])
    if not said:
        abort(400)
    try:
        with _speaking:
            voice = _voice(review.catalogues()[language].language.voice.offline)
            wav = recorded(said, name.endswith(EASY), voice.speak, voice.rate)
    except NoVoice as none:
        abort(Response(f"{none}\n", 404, mimetype="text/plain"))
    return Response(wav, mimetype="audio/wav")


def _catalogue(language: str) -> Catalogue:
    """Return the prompts of a language as they are in use."""
    with desk().database.reading_rows() as rows:
        content = review.content_of(rows, review.published(rows).version)
    return rewritten(review.catalogues(), review.prompts_of(content)).get(language) or abort(404)


def _text(language: str, name: str) -> str:
    prompt, wording = place(name)
    template = _catalogue(language).prompts.get(prompt, {}).get(wording)
    return abort(404) if template is None else source(template)


def _said(language: str, text: str) -> str:
    """Return the words of a text as they are spoken; of one that breaks the rules as they are typed."""
    catalogue = review.catalogues()[language]
    try:
        template: Template = parse(text)
    except BadTemplate:
        return text
    keys = catalogue.language.saying.keys
    parts = [_value(part) if isinstance(part, Value) else fixed(part, keys) for part in template]
    return " ".join("".join(parts).split())


def _value(value: Value) -> str:
    return desk().settings.brand if value.name == "brand" else value.name.replace("_", " ")


def _changes(version: review.Version, language: str, name: str) -> bool:
    return (language, name) in review.prompts_of(version.changes)


@cache
def _voice(name: str) -> OfflineVoice:
    return offline_voice(name)
