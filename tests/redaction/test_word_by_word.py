"""What may be personal is hidden word by word, in every language, and the rest stays readable."""

import re

import pytest
import yaml

from ivr.intents.encoder import encode_if_possible
from ivr.languages import LANGUAGES
from ivr.redaction import MASK, Redactors
from ivr.redaction.lexicon import cues, harmless_words
from ivr.settings import PROJECT
from tests.redaction.judging import judge

REDACTORS = Redactors(LANGUAGES.values())
LEARNING = Redactors(LANGUAGES.values(), encode=encode_if_possible)
SAYS = {
    "en": [
        ("my name is rose green and i sent in my phone", f"my name is {MASK} and i sent in my phone"),
        ("hi this is grace i am calling about my phone", f"hi this is {MASK} i am calling about my phone"),
        ("my husband will pick it up in may", None),
        ("my son will brought it in", f"my son {MASK} brought it in"),
        ("the password is correct horse battery staple", f"the password is {MASK}"),
        ("my password is not working", None),
        ("my boss mr kowalski", f"my boss {MASK}"),
        ("my daughter hope she is ten", f"my daughter {MASK} she is ten"),
        ("my father in law will call", None),
        ("i live at twelve maple street in springfield", f"i live at {MASK} in {MASK}"),
        ("john dot smith at example dot com is my mail", f"{MASK} is my mail"),
        ("it is four uh seven um two nine", f"it is {MASK}"),
        ("i was born on june third nineteen sixty", f"i was born on {MASK}"),
        ("since june third", None),
        ("two weeks ago, three times, five years", None),
        ("it was posted from stoke on trent", f"it was posted from {MASK}"),
        ("my birthday's the twelfth of february if you need it", f"my birthday's {MASK} if you need it"),
        ("the serial is c three kilo golf nine", f"the serial is {MASK}"),
        ("it's the password blue giraffe", f"it's the password {MASK}"),
        ("the pin is one nine eight oh and it isn't right", f"the pin is {MASK} and it isn't right"),
        ("no it's double seven four not seven nine", f"no it's {MASK} not {MASK}"),
        ("she's eighty four and lives alone", f"she's {MASK} and lives alone"),
        ("i'm twenty minutes late", None),
        ("my nan's ninety one and deaf", f"my nan's {MASK} and deaf"),
        ("twenty third of may nineteen seventy one is my birthday", f"{MASK} is my birthday"),
        ("r as in romeo seven seven", MASK),
        ("Write to jane.roe+x@example.com please", f"Write to {MASK} please"),
        ("it's Kowalski's phone", f"it's {MASK} phone"),
        ("this is may i rang this morning", f"this is {MASK} i rang this morning"),
        ("this may be the battery", None),
        ("i teach year four at holy cross primary", f"i teach year four at {MASK}"),
        ("i work at the office", None),
        ("my instagram is the real danny b", f"my instagram is {MASK}"),
        ("the pin is my wife's birthday so please write it down", f"the pin is {MASK} so please write it down"),
        ("the plate is golf bravo sixty two lima", f"the plate is {MASK}"),
        ("i was born the day after christmas nineteen eighty eight", f"i was born {MASK}"),
        ("i live at forty two a acacia rise", f"i live at {MASK}"),
        ("the house on the corner of fifth and main", f"the house on the corner of {MASK}"),
        ("since i had cancer i can't type", f"since i had {MASK} i can't type"),
        ("the postcode is b s six seven q r", f"the postcode is {MASK}"),
        ("the q r code does not work", None),
    ],
    "fr": [
        ("je m'appelle rose fontaine et l'écran est cassé", f"je m'appelle {MASK} et l'écran est cassé"),
        ("mon fils pierre passera le prendre", f"mon fils {MASK} passera le prendre"),
        ("j’habite au douze rue des lilas à Lyon", f"j’habite au {MASK} à {MASK}"),
        ("elle a quatre-vingt-quatre ans", f"elle a {MASK} ans"),
        ("j'appelle de fort-de-brume il est six heures", f"j'appelle de {MASK} il est six heures"),
        ("vous l'avez envoyé rue des ormes en mars", f"vous l'avez envoyé {MASK} en mars"),
        ("la société les jardins du moulin", f"la société {MASK}"),
        ("ma grand-mère a quatre-vingt-onze ans", f"ma grand-mère a {MASK} ans"),
        ("il chauffe au point de ne plus tenir", None),
        ("il y a deux semaines, trois fois, cinq ans", None),
        ("mon mot de passe ne marche pas", None),
        ("d'habitude c'est à côté du café de la paix", f"d'habitude c'est à côté du {MASK}"),
        ("je suis né le neuf septembre cinquante trois", f"je suis né {MASK}"),
        ("j'ai essayé de l'éteindre et de le rallumer", None),
    ],
    "zh": [
        ("我叫李明我的手机坏了", f"我叫{MASK}我的手机坏了"),
        ("我 叫 李明 手机 坏 了", f"我 叫 {MASK} 手机 坏 了"),
        ("我住在和平路楼上", f"我住在{MASK}楼上"),
        ("我在顺达物流上班", f"我在{MASK}上班"),
        ("我在公司上班", None),
        ("她今年八十四岁", f"她今年{MASK}岁"),
        ("我是乐乐妈妈", f"我是{MASK}妈妈"),
        ("密码是四四一九别动我的照片", f"密码是{MASK}别动我的照片"),
        ("密码是小白兔", f"密码是{MASK}"),
        ("我的密码不对", None),
        ("两个星期前打过三次", None),
        ("我儿子是自闭症", f"我儿子是{MASK}"),
        ("这边是林家豪", f"这边是{MASK}"),
        ("我一般去五道口那家店", f"我一般去{MASK}那家店"),
    ],
}


@pytest.mark.parametrize(("language", "said", "shown"), [(code, *each) for code, said in SAYS.items() for each in said])
def test_a_sentence_is_shown_without_what_is_personal(language, said, shown):
    assert REDACTORS.of(language).redact(said) == (shown or said)


MEASURED = {
    "unseen": ({"en": 0.987, "fr": 0.995, "zh": 0.993}, 0.05),
    "later": ({"en": 0.97, "fr": 0.99, "zh": 1.0}, 0.05),
    "third": ({"en": 0.97, "fr": 0.98, "zh": 0.99}, 0.03),
    "fourth": ({"en": 0.89, "fr": 0.97, "zh": 1.0}, 0.05),
    "fifth": ({"en": 0.96, "fr": 0.97, "zh": 0.95}, 0.05),
    "sixth": ({"en": 0.83, "fr": 0.8, "zh": 0.87}, 0.06),
}
"""By set of sentences it was not built with: the share of what is personal that is hidden at least, and of other words
that is masked at most. Those of another writer are `later`, long ones spoken without a plan `third`, and short ones of
family, work and places `fourth`; those of `fifth` and `sixth` have names of common words, illnesses and accounts."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sentences", MEASURED)
def test_sentences_it_was_not_built_with(sentences, language):
    """As measured: what is hidden may not fall; the aim is 99.5 % (docs/redaction.md)."""
    hidden, masked = MEASURED[sentences]
    figures = judge(REDACTORS.of(language), sentences, language)
    assert figures.hidden / figures.personal >= hidden[language]
    assert figures.masked / figures.other <= masked


LEARNED = {"en": (0.84, 0.06), "fr": (0.87, 0.09), "zh": (0.91, 0.14)}
"""Of the eighth set, which nothing was learned from: the share that is hidden at least, of others masked at most."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_sentences_teach_hides_names_of_common_words(language):
    by_rules, figures = (judge(each.of(language), "eighth", language) for each in (REDACTORS, LEARNING))
    hidden, masked = LEARNED[language]
    assert figures.hidden / figures.personal >= max(hidden, by_rules.hidden / by_rules.personal + 0.06)
    assert figures.masked / figures.other <= masked


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_are_masked_by_rules_alone(language):
    ours = list(prompts(language))
    assert [LEARNING.of(language).own.redact(each) for each in ours] == [
        REDACTORS.of(language).redact(each) for each in ours
    ]


def test_without_an_encoder_the_rules_are_left():
    said = "my husband works for blue whale media"
    assert LEARNING.of("en").redact(said) == f"my husband works for {MASK}"
    assert Redactors(LANGUAGES.values(), encode=lambda texts: None).of("en").redact(said) == REDACTORS.of("en").redact(
        said
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_it_was_built_with(language):
    figures = judge(REDACTORS.of(language), "seen", language)
    assert figures.hidden / figures.personal >= 0.94
    assert figures.masked / figures.other <= 0.05


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_hotline_says_of_itself_stays_readable(language):
    redactor, texts = REDACTORS.of(language), list(prompts(language))
    masked = [text[start:end] for text in texts for start, end in redactor.spans(text)]
    assert len("".join(masked)) < 0.01 * len("".join(texts)), f"harmless.txt lacks {masked}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_is_harmless_that_is_only_a_name(language):
    only = {
        "en": "smith john mary patricia london bristol lyon",
        "fr": "martin marguerite sandrine lyon bordeaux marie",
    }
    assert not harmless_words(LANGUAGES[language].redaction) & set(only[language].split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_of_the_cues_is_used(language):
    used = "".join(file.read_text(encoding="utf-8") for file in (PROJECT / "ivr/redaction").glob("*.py"))
    assert [part for part in cues(LANGUAGES[language].redaction) if f'"{part}"' not in used] == []


def test_values_are_masked_by_leaf():
    assert REDACTORS.of("en").redact_all({"city": "springfield", "n": [1, "now"]}) == {"city": MASK, "n": [1, "now"]}


def prompts(language):
    """Yield what callers hear, without values."""

    def texts(value):
        match value:
            case str():
                yield re.sub(r"\{.*?\}|\[.*?\]", " ", value)
            case dict():
                yield from (text for inner in value.values() for text in texts(inner))

    for file in (PROJECT / "audio" / language).glob("*.yaml"):
        yield from texts(yaml.safe_load(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("language", "said"), [("en", "Acme service"), ("fr", "Service Acme"), ("zh", "Acme客户服务")])
def test_the_name_of_the_company_is_not_personal(language, said):
    assert MASK in REDACTORS.of(language).redact(said)
    assert Redactors(LANGUAGES.values(), "Acme").of(language).redact(said) == said
