import pytest

from ivr.speech import Recognition, Word
from ivr.telephony.wire import dump, load
from ivr.turn.inputs import Utterance

HEARD = Recognition(
    text="où est ma réparation",
    words=(Word("où", 0.1, 0.3, 0.9),),
    interpretation={"topic": "repair"},
    alternatives=({"topic": "other"},),
    confidence=0.9,
    decision="accept",
    grammar="main_menu",
    clip=b"",
    decode_seconds=0.1,
    latency=0.4,
    nbest=(({"topic": "repair"}, 0.7), ({"topic": "other"}, 0.2)),
)


def test_an_utterance_survives_the_way():
    assert load(dump(Utterance(HEARD, 7)).encode()) == Utterance(HEARD, 7)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"recognition": {"text": 1}, "id": 1}'])
def test_what_is_no_utterance_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        load(text)
