"""The grammar package's doors with English handed in, for tests that are not about other languages."""

from functools import partial
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech import grammar
from ivr.speech.grammar import lint as linting

FOLDER = Path("grammars/en")

load = partial(grammar.load, language=ENGLISH, folder=FOLDER)
parse = partial(grammar.parse, language=ENGLISH, folder=FOLDER)
check = partial(grammar.check, language=ENGLISH)
syntax = partial(linting.syntax, language=ENGLISH)
