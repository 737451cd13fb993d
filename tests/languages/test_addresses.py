"""Addresses are said as people say them in each language."""

import pytest

from ivr.languages import CHINESE, ENGLISH, FRENCH
from ivr.prompts.say_as import SAY_AS

ADDRESSES = [
    (ENGLISH, "350 5th Ave", "three fifty fifth Avenue"),
    (ENGLISH, "1205 W Main St, Ste 400", "twelve oh five West Main Street, Suite four hundred"),
    (ENGLISH, "1600 St. James St", "sixteen hundred Saint James Street"),
    (ENGLISH, "221B Baker St", "two twenty one B Baker Street"),
    (ENGLISH, "12 Elm Rd", "twelve Elm Road"),
    (ENGLISH, "2000 Harbor Blvd", "two thousand Harbor Boulevard"),
    (ENGLISH, "12345 Oak Dr", "one two three four five Oak Drive"),
    (ENGLISH, "101 42nd St", "one oh one forty second Street"),
    (ENGLISH, "12-14 High St", "twelve to fourteen High Street"),
    (ENGLISH, "7 rue de la Paix", "seven rue de la Paix"),
    (FRENCH, "12 bis av. de la République", "12 bis avenue de la République"),
    (FRENCH, "12b, Bd Voltaire", "12 bis, Boulevard Voltaire"),
    (FRENCH, "3 pl. de l'Hôtel de Ville", "3 place de l'Hôtel de Ville"),
    (FRENCH, "14-16 rue St-Jacques, CEDEX 08", "14 à 16 rue Saint-Jacques"),
    (FRENCH, "1250 rue Peel", "1250 rue Peel"),
    (CHINESE, "南京东路123号", "南京东路123号"),
    (CHINESE, "中山路1205号302室", "中山路幺二零五号，三零二室"),
    (CHINESE, "人民路88号", "人民路88号"),
]


@pytest.mark.parametrize(("language", "written", "said"), ADDRESSES)
def test_an_address_is_said_as_people_say_it(language, written, said):
    assert SAY_AS["address"]({"en": "1 Wrong Rd", language.code: written}, language, None) == said


def test_a_name_that_a_language_lacks_is_said_in_english():
    assert SAY_AS["name"]({"en": "Lyon", "zh": "里昂"}, FRENCH, None) == "Lyon"
    assert SAY_AS["name"]({"zh": "里昂"}, FRENCH, None) == "里昂"
