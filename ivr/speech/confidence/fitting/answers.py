"""Short answers as people give them: yes and no in forty ways each, and what only sounds like them."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech.audio import read_wav
from ivr.speech.confidence.fitting.labelled import YES_NO, Labelled, Spoken, noised
from ivr.speech.confidence.fitting.offline import offline_voices, on_a_line
from ivr.speech.confidence.fitting.sounds import junk
from ivr.speech.grammar import load, union

YES = (
    "yes", "yeah", "yep", "yup", "yes please", "yes it is", "yes that's right", "that's right", "that's correct",
    "correct", "right", "sure", "of course", "okay", "yes okay", "absolutely", "definitely", "exactly", "certainly",
    "indeed", "yes indeed", "sounds good", "go ahead", "please do", "i do", "it is", "you bet", "all right", "yes sir",
    "yeah sure", "yes i would", "i think so", "that's fine", "perfect", "that's it", "yes yes", "oh yes",
    "yes that's correct", "that's the one", "yeah that's right", "for sure", "yes thank you",
)  # fmt: skip
NO = (
    "no", "nope", "nah", "no thanks", "no thank you", "not really", "no it isn't", "it's not", "that's wrong",
    "that's not right", "no that's wrong", "wrong", "incorrect", "not at all", "negative", "no way", "never", "i don't",
    "i don't think so", "no sorry", "absolutely not", "certainly not", "of course not", "definitely not",
    "no it's not", "no i'm not", "no i don't", "no that's not right", "not correct", "not quite", "no no", "no sir",
    "it is not", "please don't", "not now", "not today", "that's not it", "oh no", "no not that one", "i'm afraid not",
)  # fmt: skip
NEAR = (
    "yet", "guess", "yesterday", "chess", "yell", "less", "jazz", "years", "yard", "young", "press", "dress", "east",
    "jeff", "gas", "best", "us", "test", "mess", "ears", "you", "shoe", "write a letter", "short", "core", "light",
    "collect", "direct", "bright", "night", "kay", "day", "play", "away", "hello", "what", "who is this", "hold on",
    "wait a minute", "i see", "maybe", "i don't know", "what was that", "hey dad", "one moment", "it was", "line",
    "is it", "do i", "can i", "shore", "coarse", "mine", "it isn't here", "fly", "nose", "note", "low", "snow", "go",
    "so", "slow", "hope", "rope", "song", "long", "gnaw", "bar", "far", "north", "nobody", "november",
)  # fmt: skip
"""Words that a yes or no may be heard in; those that are one in all but spelling ("know") are left out."""
LEVELS = (None, 12.0, 6.0)
JOINED = " + "
"""Stands between grammars that are active together."""
QUESTIONS = (
    YES_NO,
    JOINED.join(("anything_else", "everywhere")),
    JOINED.join((YES_NO, "repair/repair_number_correction", "everywhere")),
)
"""What is listened for where callers mostly say yes or no: that alone, at the end of a call, to what is read back."""


def answered(grammars: Path, spoken: Sequence[Spoken], count: int, seed: int = 11) -> Iterator[Labelled]:
    """Give so many answers, of people and of offline voices, a third of them words or noises that are none."""
    voices, chance = offline_voices(), random.Random(seed)
    people = [each for each in spoken if each.words in ("yes", "no")]
    for index in range(count):
        question = QUESTIONS[index % len(QUESTIONS)]
        turn = index // len(QUESTIONS)
        if turn % 9 == 0:
            yield Labelled("noise", junk(index), question, None)
        elif turn % 4 == 1:
            each = chance.choice(people)
            yield _under(grammars, question, each.words, each.speaker, read_wav(each.path), turn)
        else:
            speaker, say = voices[turn % len(voices)]
            words = _words(chance, near=turn % 3 == 0)
            yield _under(grammars, question, words, speaker, on_a_line(say(words.capitalize(), index), index), turn)


def _words(chance: random.Random, *, near: bool) -> str:
    """Return an answer, a third of the time the bare one, or words that only sound like one."""
    ways = NEAR if near else chance.choice((YES, NO))
    return ways[0] if not near and chance.random() < 0.3 else chance.choice(ways)


def _under(grammars: Path, question: str, words: str, speaker: str, clip: bytes, turn: int) -> Labelled:
    meanings = union([load(name, language=ENGLISH, folder=grammars) for name in question.split(JOINED)]).meanings(words)
    expected = meanings[0].value if meanings else None
    return noised(Labelled(speaker, clip, question, expected), turn // 2, LEVELS)
