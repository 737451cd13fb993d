"""Mandarin Chinese, in simplified characters.

Words of a grammar are single characters: everything that is typed or heard is split into characters before it is
looked up (`ivr.speech.grammar.words`), however a model's vocabulary joins them.
"""

from pathlib import Path

from ivr.languages.language import Builtins, Language, Redaction, Voice
from ivr.languages.sources import VoskSite
from ivr.languages.zh.elements import elements
from ivr.languages.zh.figures import readings
from ivr.languages.zh.saying import SAYING
from ivr.languages.zh.words import AROUND, CODE_WORDS, NUMBER_WEIGHTS, PUNCTUATION

CHINESE = Language(
    code="zh",
    name="中文",
    locale="zh",
    voice=Voice("zh-CN", "cmn"),
    models=(VoskSite("vosk-model-small-cn-0.22"),),
    words=CODE_WORDS,
    builtins=Builtins(Path(__file__).parent / "builtins", elements, PUNCTUATION, AROUND),
    figures=readings,
    saying=SAYING,
    redaction=Redaction(NUMBER_WEIGHTS, Path(__file__).parent, spaced=False),
    names={"en": ("英语", "英文"), "fr": ("法语", "法文"), "zh": ("中文", "普通话", "汉语", "国语")},
)

__all__ = ["CHINESE"]
