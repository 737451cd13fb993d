"""Single digits as strangers say them: cut tightly, with echo, over many microphones; and words that are none.

Digits cut out of fluent strings are clearer than those that people record one by one (docs/speech.md), so echo,
microphones, hiss and other speeds make them harder.
"""

import random
from collections.abc import Iterator, Sequence

from ivr.languages import ENGLISH
from ivr.speech.audio import read_wav
from ivr.speech.confidence.fitting.cuts import FIGURES, Voice
from ivr.speech.confidence.fitting.labelled import Labelled, Spoken, noised
from ivr.speech.confidence.fitting.offline import Say, offline_voices, on_a_line
from ivr.speech.confidence.fitting.reverberant import elsewhere
from ivr.speech.confidence.fitting.sounds import junk

ONE = "builtin:digits?length=1"
NAMES = {names[0]: figure for figure, names in ENGLISH.words.digits.items()}
SHORT = 2
"""Words of what is no digit: other short words, and numbers such as "sixty two"."""
LEVELS = (None, None, None, 12.0, 6.0)


def figures(people: Sequence[Voice], spoken: Sequence[Spoken], count: int, seed: int = 21) -> Iterator[Labelled]:
    """Give so many digits, half of them of people, a quarter of offline voices; the others are words or noises."""
    chance, voices = random.Random(seed), offline_voices()
    able = [person for person in people if len(set(FIGURES) & set(person.words)) > 1]
    others = [each for each in spoken if each.kind in ("command", "numbers") and len(each.words.split()) <= SHORT]
    for index in range(count):
        turn = index // 4
        if index % 8 == 0:
            yield Labelled("junk", junk(index), ONE, None)
        elif index % 8 == 4:
            other = chance.choice(others)
            yield Labelled(other.speaker, elsewhere(read_wav(other.path), index), ONE, None)
        elif index % 4 == 1:
            yield noised(_voiced(*voices[turn % len(voices)], chance, index), turn, LEVELS)
        else:
            yield noised(_of(able[index % len(able)], index), turn, LEVELS)


def _of(person: Voice, seed: int) -> Labelled:
    """Return a digit that a person said: as it is, or as if another had said it elsewhere."""
    figure = person.figures(1)
    clip = person.says(figure)
    return Labelled(person.speaker, elsewhere(clip, seed) if seed % 4 == 3 else clip, ONE, figure)


def _voiced(name: str, say: Say, chance: random.Random, seed: int) -> Labelled:
    word = chance.choice(sorted(NAMES))
    return Labelled(name, on_a_line(say(word.capitalize(), seed), seed), ONE, NAMES[word])
