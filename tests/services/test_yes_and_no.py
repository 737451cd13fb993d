"""Whoever is offered something may decline or accept it in any usual words, at each question of the registry."""

from pathlib import Path

import pytest

from ivr.dialog.check.walk import items
from ivr.dialog.script import Field
from ivr.languages import LANGUAGES
from ivr.services import HOTLINE
from ivr.speech.grammar import load

FOLDER = Path("grammars")
NO = {
    "en": "no, no thanks, no thank you, no that's all, no that's it, no that's fine, nope, nope i'm good, nah i'm fine,"
    " no i'm good thanks, no i'm all set, no need, not now, no not now, no not today, no that will be all, not really,"
    " no nothing else, no i don't, no thank you that's all",
    "fr": "non, non merci, non c'est tout, non c'est bon, non ça ira, non pas besoin, pas besoin, non rien d'autre,"
    " non merci c'est tout, non ça va, non ça va merci, pas maintenant, non pas maintenant, non merci ça ira, non non,"
    " non pas pour l'instant, non c'est bon merci, non pas la peine, ce n'est pas la peine, non merci beaucoup",
    "zh": "不, 不了, 不用, 不用了, 不用了谢谢, 不要, 不要了, 不需要, 不需要了, 不必了, 没有, 没有了, 没了, 不了谢谢,"
    " 暂时不用, 先不用了, 没别的了, 没有了谢谢, 不需要谢谢, 没有谢谢",
}
YES = {
    "en": "yes, yes please, yeah, yep, sure, sure go ahead, yes go ahead, go ahead, yes do that, please do, okay,"
    " okay go ahead, yes of course, yeah sure, yes that would be great, yes i would, sounds good, yes why not,"
    " yes sure, absolutely",
    "fr": "oui, oui s'il vous plaît, ouais, oui merci, oui allez-y, allez-y, d'accord, oui d'accord, oui bien sûr,"
    " bien sûr, volontiers, oui volontiers, oui je veux bien, je veux bien, avec plaisir, oui avec plaisir,"
    " pourquoi pas, oui pourquoi pas, ok allez-y, oui tout à fait",
    "zh": "是, 是的, 好, 好的, 好啊, 好的谢谢, 可以, 可以的, 行, 行啊, 要, 要的, 需要, 嗯好的, 当然, 当然可以, 没问题,"
    " 好的麻烦了, 可以谢谢, 对",
}
NOT_DECLINED = {
    "step_result": "no says that a step did not help",
    "number_amendment": "no takes a number back that was told",
    "news_wanted": "no ends all calls to this person, so only a plain one counts",
}
ASKED = {name for _, item in items(HOTLINE) if isinstance(item, Field) for name in item.grammars}
"""The grammars of all questions."""
ACCEPTED = ("builtin:boolean?y=1;n=2", "own_offer", "help_wish")
"""Those that take any agreement. At others yes is one of several words that choose."""
PLAIN = {"en": ("no", "yes"), "fr": ("non", "oui"), "zh": ("不用了", "是")}


def meaning(grammar, words):
    return next((found.value for found in grammar.meanings(words)), None)


@pytest.mark.thorough  # compiles every grammar of the language
@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_ways_to_decline_and_to_accept_are_understood_wherever_one_is(language):
    of_language = {"folder": FOLDER / language, "language": LANGUAGES[language]}
    no, yes = PLAIN[language]
    found = {no: 0, yes: 0}
    for grammar in (load(name, **of_language) for name in ASKED):
        for plain, ways, taken in ((no, NO, grammar.name not in NOT_DECLINED), (yes, YES, grammar.name in ACCEPTED)):
            if taken and (meant := meaning(grammar, plain)) is not None:
                found[plain] += 1
                assert [each for each in ways[language].split(", ") if meaning(grammar, each) != meant] == [], (
                    grammar.name
                )
    assert (found[no] > 10, found[yes]) == (True, len(ACCEPTED))


def test_what_declines_is_said_twenty_ways():
    assert {len(set(said.split(", "))) for said in (*NO.values(), *YES.values())} == {20}
