"""French, as it is spoken in France, Belgium, Switzerland and Canada."""

from pathlib import Path

from ivr.languages.fr.elements import elements
from ivr.languages.fr.figures import readings
from ivr.languages.fr.forms import ELIDED, forms
from ivr.languages.fr.saying import SAYING
from ivr.languages.fr.words import AROUND, CODE_WORDS, NUMBER_WEIGHTS, PUNCTUATION
from ivr.languages.language import Builtins, Language, Redaction, Voice
from ivr.languages.sources import VoskSite

FRENCH = Language(
    code="fr",
    name="français",
    locale="fr",
    voice=Voice("fr-FR", "fr"),
    models=(VoskSite("vosk-model-small-fr-0.22"),),
    words=CODE_WORDS,
    builtins=Builtins(Path(__file__).parent / "builtins", elements, PUNCTUATION, AROUND),
    figures=readings,
    saying=SAYING,
    redaction=Redaction(NUMBER_WEIGHTS, Path(__file__).parent, forms, elided=ELIDED),
    names={
        "en": ("anglais", "anglaise", "anglophone", "english"),
        "fr": ("français", "française", "francophone"),
        "zh": ("chinois", "chinoise", "mandarin"),
    },
)

__all__ = ["FRENCH"]
