"""The languages that callers speak, one package each. A `Language` is passed to those who need it, never imported.

Only what puts a program together (the edge, commands, tests) takes them from here.
"""

from ivr.languages.en import ENGLISH
from ivr.languages.fr import FRENCH
from ivr.languages.language import Language, Languages
from ivr.languages.zh import CHINESE

LANGUAGES: Languages = {language.code: language for language in (ENGLISH, FRENCH, CHINESE)}

__all__ = ["CHINESE", "ENGLISH", "FRENCH", "LANGUAGES", "Language", "Languages"]
