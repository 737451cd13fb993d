"""What each check of a project reads, whatever its services are: import it in a fork server to have that in memory.

Nothing of it is a service, so the commands that are forked find those as they are then.
"""

from contextlib import suppress

from ivr.callflow import hotline
from ivr.languages import LANGUAGES
from ivr.outbox import http
from ivr.prompts import load_catalogues
from ivr.settings import PROJECT
from ivr.sources import importing
from ivr.speech.grammar import GrammarError, load

__all__ = ["hotline", "http", "importing"]

load_catalogues(PROJECT / "audio", LANGUAGES, brand="")
for code, language in LANGUAGES.items():
    folder = PROJECT / "grammars" / code
    for file in sorted(folder.rglob("*.gram")):
        name = file.name.removesuffix(".gram").removesuffix(".dtmf").removesuffix(".free")
        with suppress(GrammarError):
            grammar = load(name, folder=folder, language=language)
            grammar.dtmf(), grammar.free()
