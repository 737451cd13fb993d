"""French as callers say it and as they hear it: judged as text, by what strangers say on the telephone."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.languages import FRENCH
from ivr.prompts.say_as import SAY_AS
from ivr.settings import PROJECT
from ivr.speech.grammar import load

PARIS = ZoneInfo("Europe/Paris")
FOLDER = PROJECT / "grammars" / "fr"


def meaning(ref, words):
    found = load(ref, language=FRENCH, folder=FOLDER).meanings(words)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("quatre sept deux neuf", "4729"),
        ("quarante-sept vingt-neuf", "4729"),
        ("quatre mille sept cent vingt-neuf", "4729"),
        ("quarante-sept, deux, neuf", "4729"),
        ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "0612345678"),
        ("zéro un quarante-deux soixante-huit cinquante-trois zéro zéro", "0142685300"),
        ("zéro sept quatre-vingt-un quatre-vingt-dix-neuf soixante et onze quatorze", "0781997114"),
        ("zéro six quatre-vingts soixante-dix dix seize", "0680701016"),
        ("nonante-sept septante et un", "9771"),
        ("huitante-deux octante-trois", "8283"),
        ("vingt et un trente et un", "2131"),
        ("dix-sept dix-huit", "1718"),
        ("cent vingt-trois quatre cent cinq", "123405"),
        ("mille neuf cent quatre-vingt-quatre", "1984"),
        ("dix-neuf cent quatre-vingt-quatre", "1984"),
        ("deux mille vingt-six", "2026"),
        ("double zéro sept sept", "0077"),
        ("trois fois zéro cinq", "0005"),
        ("zéro une", "01"),
    ],
)
def test_digits_mean_what_strangers_mean_by_them(said, digits):
    assert meaning(f"builtin:digits?length={len(digits)}", said) == digits


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("quatre cent soixante-douze neuf cent seize", "472916"),
        ("cinq cent cinquante-cinq zéro un quarante-trois", "5550143"),
        ("trois mille cinq cent cinquante-cinq", "3555"),
        ("quatre cent soixante-douze mille neuf cent seize", "472916"),
        ("mille neuf cent quatre-vingt-quatre", "1984"),
        ("deux cents trois cents", "200300"),
    ],
)
def test_hundreds_and_thousands_are_one_number_where_the_length_is_open(said, digits):
    found = load("builtin:digits?minlength=4;maxlength=15", language=FRENCH).meanings(said)
    assert found[0].value == digits
    assert len(found) == 1 or found[0].weight > 2 * found[1].weight


def test_a_pair_wins_over_its_parts_where_the_length_is_open():
    found = load("builtin:digits", language=FRENCH).meanings("soixante douze")
    assert [each.value for each in found] == ["72", "6012"]
    assert found[0].weight > 0.7


def test_twenty_seven_is_never_twenty_and_seven():
    assert meaning("builtin:digits?length=3", "vingt sept") is None


@pytest.mark.parametrize("number", [*range(0, 130), 180, 199, 200, 201, 999, 1000, 1001, 1999, 2026, 80_080, 471_916])
def test_every_number_is_read_aloud_and_understood_again(number):
    spoken = FRENCH.figures(str(number))
    assert str(number) in [meaning("builtin:number", words) for words in spoken]


@pytest.mark.parametrize(
    ("ref", "said", "value"),
    [
        ("number", "moins trois virgule quatorze", "-3.14"),
        ("number", "deux millions cinq cent mille", "2500000"),
        ("number", "trois et demi", "3.5"),
        ("date", "mardi premier décembre", "????1201"),
        ("date", "le dix-sept novembre deux mille vingt-six", "20261117"),
        ("date", "le trente février", None),
        ("time", "quinze heures trente", "1530h"),
        ("time", "trois heures et demie de l'après-midi", "0330p"),
        ("time", "huit heures moins le quart du matin", "0745a"),
        ("time", "midi et quart", "1215p"),
        ("time", "minuit", "1200a"),
        ("currency", "douze euros cinquante", "EUR12.50"),
        ("currency", "quatre-vingt-quatre euros et cinquante centimes", "EUR84.50"),
        ("currency", "quatre-vingts francs suisses", "CHF80.00"),
        ("boolean", "oui oui c'est ça", True),
        ("boolean", "tout à fait", True),
        ("boolean", "non, ce n'est pas ça", False),
        ("spelling", "D comme Désiré, U, P, O, N, T", "DUPONT"),
    ],
)
def test_builtins_understand_french(ref, said, value):
    assert meaning(f"builtin:{ref}", said) == value


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("4729", ["quatre sept deux neuf", "quatre mille sept cent vingt neuf", "quarante sept vingt neuf"]),
        ("84,50 €", ["quatre vingt quatre euros cinquante"] * 3),
        ("15h30", ["quinze heures trente"] * 3),
        ("-3", ["moins trois"] * 3),
    ],
)
def test_typed_figures_are_read_aloud(typed, read):
    assert [" ".join(words.split()) for words in FRENCH.figures(typed)] == read


@pytest.mark.parametrize(
    ("say_as", "value", "spoken"),
    [
        ("digits", "4729", "4 7, 2 9"),
        ("telephone", "+33612345678", "06, 12, 34, 56, 78"),
        ("telephone", "+12025550143", "2 0 2, 5 5 5, 0 1 4 3"),
        ("date", "2026-12-01", "mardi 1er décembre"),
        ("date", "2026-11-17", "mardi 17 novembre"),
        ("money", {"amount": "84.50", "currency": "EUR"}, "84 euros et 50 centimes"),
        ("money", {"amount": "1.01", "currency": "EUR"}, "1 euro et 1 centime"),
        ("money", {"amount": "0.50", "currency": "EUR"}, "50 centimes"),
        ("money", {"amount": "84", "currency": "CHF"}, "84 francs suisses"),
        ("ordinal", 1, "1er"),
        ("ordinal", 2, "2e"),
        ("time", "2026-11-17T14:30:00+00:00", "15 heures 30"),
        ("time", "2026-11-17T11:00:00+00:00", "midi"),
    ],
)
def test_values_are_said_as_the_french_say_them(say_as, value, spoken):
    assert SAY_AS[say_as](value, FRENCH, PARIS) == spoken


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("un conseiller s'il vous plaît", "agent"),
        ("passez-moi quelqu'un", "agent"),
        ("vous pouvez répéter s'il vous plaît", "repeat"),
        ("je vous entends mal", "slower"),
        ("menu principal", "cancel"),
        ("au revoir", "goodbye"),
        ("parlez anglais s'il vous plaît", "language"),
        ("en chinois", "language"),
    ],
)
def test_what_may_be_said_everywhere(said, wish):
    assert meaning("everywhere", said) == wish


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("bonjour est-ce que je pourrais parler à une vraie personne s'il vous plaît", "agent"),
        ("j'en ai marre de parler à un robot", "agent"),
        ("je n'ai pas bien compris la question", "repeat"),
        ("je ne sais pas quoi dire", "help"),
        ("parlez un peu plus lentement s'il vous plaît", "slower"),
        ("est-ce que vous parlez anglais", "language"),
        ("je préférerais continuer en chinois", "language"),
        ("c'est bon merci beaucoup au revoir", "goodbye"),
        ("annulez mon vol pour Lyon", None),
        ("quel temps fait-il à Paris", None),
    ],
)
def test_free_wordings_are_understood_and_other_questions_left_alone(said, wish):
    assert meaning("everywhere.free", said) == wish


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("réparation", "repair"),
        ("où en est ma réparation", "repair"),
        ("bonjour je voudrais savoir où en est mon téléphone", "repair"),
        ("ça fait deux semaines que j'ai envoyé mon téléphone et je n'ai toujours pas de nouvelles", "repair"),
        ("mon écran est fissuré", "screen"),
        ("est-ce que mon portable est encore sous garantie", "warranty"),
        ("je voudrais être remboursé", "return"),
        ("mon téléphone ne s'allume plus", "fault"),
        ("vos horaires d'ouverture", "centre"),
        ("autre chose", "other"),
    ],
)
def test_what_a_call_is_about(said, topic):
    assert meaning("main_menu.free", said)["topic"] == topic


def test_a_number_may_be_said_with_the_wish():
    assert meaning("main_menu", "ma réparation numéro quarante-sept vingt-neuf") == {
        "topic": "repair",
        "number": "4729",
    }


def test_times_of_day_are_the_zones_own():
    assert FRENCH.saying.time(datetime(2026, 11, 17, 0, 0, tzinfo=PARIS)) == "minuit"
