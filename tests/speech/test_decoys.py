import pytest

from ivr.languages import ENGLISH
from ivr.speech.decoding import Job
from ivr.speech.decoding.decoys import Numbered, decoys, far_from
from ivr.speech.listening import Listening
from ivr.speech.speech import Speech

WORDS = tuple(Numbered(10 * at, word) for at, word in enumerate(["ash", "bark", "cone", "dune", "elm", "fern"]))
COMMANDS = ("play my messages", "call back", "hang up", "next message", "volume up", "stop")


def test_decoys_are_spread_evenly_over_the_vocabulary():
    assert decoys(WORDS, [], 3) == ["ash", "cone", "elm"]


def test_a_word_that_sounds_like_one_of_the_grammar_is_no_decoy():
    no, know, now = Numbered(64_441, "no"), Numbered(64_438, "know"), Numbered(64_300, "now")
    assert far_from([know, now], [no]) == ["now"]


@pytest.mark.speech
def test_a_phrase_is_heard_among_decoys(pool, run, say):
    job = Job(say("play my messages"), COMMANDS, 5, decoys=800, named=4, others=("o", "two"))
    assert run(pool.decode(job)).text == "play my messages"


@pytest.mark.speech
def test_other_words_are_none_of_a_menu(model, run, say, tmp_path):
    menu = f"public $menu = {' | '.join(COMMANDS)};"
    (tmp_path / "menu.gram").write_text(f"#ABNF 1.0;\nlanguage en;\nroot $menu;\n{menu}\n")

    async def decided(others):
        async with Speech.open({ENGLISH: model}, tmp_path, decoders=1) as speech:
            return [(await speech.recognise(say(other), Listening(("menu",)))).decision for other in others]

    assert set(run(decided(["seven", "what time does the train leave", "h o w e l l", "river"]))) == {"reject"}
