"""Models and parts are heard by the recogniser of calls, in the offline voice."""

import pytest

from ivr.callflow.which_model import WRONG_MODEL
from ivr.speech import Listening

MODEL = Listening(("model_name", "everywhere"), accept=WRONG_MODEL.accept, confirm=WRONG_MODEL.confirm)


@pytest.mark.speech
@pytest.mark.parametrize(
    ("words", "meant"),
    [("aurora five", "aurora 5"), ("the meridian three pro", "meridian 3 pro"), ("tern seven lite", "tern 7 lite")],
)
def test_a_model_is_heard(hotline_speech, run, say, words, meant):
    heard = run(hotline_speech.recognise(say(words), MODEL))
    assert (heard.interpretation, heard.decision != "reject") == (meant, True)


@pytest.mark.speech
@pytest.mark.parametrize(("words", "meant"), [("battery", "battery"), ("charging port", "port"), ("no thanks", "none")])
def test_a_part_is_heard(hotline_speech, run, say, words, meant):
    heard = run(hotline_speech.recognise(say(words), Listening(("part", "everywhere"))))
    assert (heard.interpretation, heard.decision != "reject") == (meant, True)
