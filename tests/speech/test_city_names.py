"""Names of cities and postcodes are heard by the recogniser of calls, in the offline voice."""

import pytest

from ivr.services.centres.forms.place import WRONG_PLACE
from ivr.speech import Listening

PLACE = Listening(("centre_place", "everywhere"), accept=WRONG_PLACE.accept, confirm=WRONG_PLACE.confirm)


@pytest.mark.speech
@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("boston", "boston"),
        ("in springfield missouri", "springfield, missouri"),
        ("near me", "near me"),
        ("oh two one one four", "02114"),
        ("los angeles", "los angeles"),
    ],
)
def test_a_place_is_heard(hotline_speech, run, say, words, meant):
    heard = run(hotline_speech.recognise(say(words), PLACE))
    assert (heard.interpretation, heard.decision != "reject") == (meant, True)
