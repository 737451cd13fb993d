"""Say sentences in offline voices: those of menus and of commands with several slots, and what they don't hold.

People's recordings have no such sentences.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from ivr.languages import ENGLISH
from ivr.speech.confidence.fitting.labelled import COMMANDS, YES_NO, Labelled, noised
from ivr.speech.confidence.fitting.offline import Say, offline_voices, on_a_line
from ivr.speech.grammar import load

SAID = ("slots", "slots", "menu", YES_NO, "main_menu")
"""Grammars whose sentences are said, one after the other."""
HEARING = ("slots", "menu", COMMANDS, YES_NO)
"""Grammars that must refuse the sentences of others."""
NOISES = (None, 12.0, 6.0)


def voiced(grammars: Path, words: Sequence[str], count: int, seed: int = 5) -> Iterator[Labelled]:
    """Give so many sentences under their grammars, and as many sentences and single words under others'."""
    chance = random.Random(seed)
    voices = offline_voices()
    for index in range(count):
        name, voice = SAID[index % len(SAID)], voices[index % len(voices)]
        (sentence,) = load(name, language=ENGLISH, folder=grammars).sentences(1, seed=index)
        yield _labelled(grammars, sentence, name, voice, index)
        word = chance.choice(words) if index % 2 else sentence
        yield _labelled(grammars, word, chance.choice([each for each in HEARING if each != name]), voice, index + count)


def _labelled(grammars: Path, sentence: str, name: str, voice: tuple[str, Say], seed: int) -> Labelled:
    speaker, say = voice
    meanings = load(name, language=ENGLISH, folder=grammars).meanings(sentence)
    expected = meanings[0].value if meanings else None
    return noised(Labelled(speaker, on_a_line(say(sentence, seed), seed), name, expected), seed, NOISES)
