"""Decode a clip by the active grammars and by their rivals, and weigh what it may mean."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from ivr.languages.language import CodeWords, Language
from ivr.speech.active import Active, ActiveGrammars, ordinary_words
from ivr.speech.confidence import Evidence, Material, evidence
from ivr.speech.decoding import GARBAGE, NOTHING, Decode, Hypothesis, Job, Word
from ivr.speech.emphasis import Judged
from ivr.speech.grammar import Continuation
from ivr.speech.listening import Listening
from ivr.speech.reading import WORD_BONUS, MeaningsOf, Reading, best_words, meanings_of, readings
from ivr.speech.spelling import Prior, even
from ivr.speech.voicing import has_voice, is_clean

ALTERNATIVES = 30
DECOYS, SENTENCES_DECOYS = 300, 800
NAMED = 4
"""How often each phrase is named among decoys: their words are then less likely in other phrases."""
SURE = 0.97
"""Share of the likelihood from which the first decode is enough."""
ANSWERS_NAMED = 20
LIKELY = 0.25
"""Share of the likelihood from which a short answer is taken from a decode of its own."""
SURELY_YES = 0.4
"""Share from which a yes is one among ordinary words."""
MAY_BE_NO = 0.15
"""Share from which a no is asked back rather than refused: a wrong one costs no more than the question again."""
DIVIDED, RIVALLED = 0.4, 3.0
"""Share below which a number is one of many, unless the next one has so many times less: a check digit leaves few."""
HIDDEN = 0.1
"""Part of what means nothing that hides another meaning: of ten wrong numbers one has a right check digit."""
RIVALS = 3
"""Hypotheses of the rival decode: its best may be that nobody spoke."""
SPEEDS = (0.94, 1.06)
"""Speeds at which a clip that is not sure is heard again."""
FEWEST, NEAR = 3, 0.6
"""Words of a grammar, and what part of all words they are at least, that make other decodes of a sentence worth it."""
LONG = 4
"""Words of a number from which chance does not make one of other speech."""


@dataclass(frozen=True)
class Heard:
    """What the active grammars make of a clip so far."""

    clip: bytes
    active: Active
    decode: Decode
    words: tuple[Word, ...]
    continuation: Continuation

    @property
    def text(self) -> str:
        """Return the words heard, joined."""
        return " ".join(word.text for word in self.words)

    @property
    def digits(self) -> int:
        """Return how many digits the words are that the grammar goes on from, 0 when they are no number."""
        meanings = self.active.grammar.meanings(_fitting(self.decode)) if self.continuation.complete else []
        value = meanings[0].value if meanings else None
        return len(value) if isinstance(value, str) and value.isdecimal() else 0


@dataclass(frozen=True)
class Weighed:
    """What a decision is made of. `rival` is the decode that may hear decoys too: for sentences the only one.

    `checked` heard a yes of one word among the language's ordinary words, of which it is one as `likely` as that.
    """

    heard: Heard
    found: tuple[Reading, ...]
    decodes: tuple[Decode, ...]
    rival: Decode
    checked: Decode = NOTHING
    likely: float = 1.0

    @property
    def seconds(self) -> float:
        """Return the seconds spent decoding."""
        rival = 0.0 if self.rival.seconds == self.heard.decode.seconds else self.rival.seconds
        return sum(decode.seconds for decode in self.decodes) + rival + self.checked.seconds

    @property
    def in_doubt(self) -> bool:
        """Return whether a yes of one word is rather an ordinary word that sounds like it, or a number another one."""
        return self.likely < SURELY_YES or self._is_divided

    @property
    def kind(self) -> Judged:
        """Return how to judge: words without any digit or letter are a sentence, whatever else the grammar takes.

        One digit by itself is judged apart: chance makes one of many a sound, and decoys are often as near.
        """
        words, active = self.found[0].words if self.found else self.heard.words, self.heard.active
        if not any(word.text in spelled(active.words) for word in words):
            return "sentences"
        return "figure" if active.kind == "digits" and len(words) == 1 else active.kind

    @property
    def evidence(self) -> Evidence | None:
        """Return what speaks for and against the first reading, None where there is none."""
        if not self.found:
            return None
        reading, heard, known = self.found[0], self.heard, self.heard.active.words
        said, rival = _by_figure(reading.words, known), replace(self.rival, hypotheses=_figures(self.rival, known))
        return evidence(Material(heard.clip, said, reading.share, reading.gap, self._next_share, heard.decode, rival))

    @property
    def may_be_no(self) -> bool:
        """Return whether one word says no, though another word of the grammar such as "now" may have been said."""
        if not self.found or len(self.found[0].words) != 1 or self.found[0].share < MAY_BE_NO:
            return False
        active = self.heard.active
        return self.found[0].words[0].text in set(active.answers) - active.agreeing

    @property
    def _is_divided(self) -> bool:
        """Return whether the decodes of a number, in noise mostly, heard many of which none is much likelier."""
        share = self.found[0].share if self.found else 1.0
        return self.kind == "digits" and share < DIVIDED and share < RIVALLED * self._next_share

    @property
    def _next_share(self) -> float:
        """Return the share of what is meant if not the first reading: the second, or one that was not among the best.

        Of what means nothing, such as a number with a wrong check digit, a part would have meant another thing.
        """
        second = self.found[1].share if len(self.found) > 1 else 0.0
        return max(second, HIDDEN * (1 - sum(reading.share for reading in self.found)))


class Decoders(Protocol):
    """Whatever decodes clips: a pool, or one whose decodes are kept."""

    @property
    def decoders(self) -> int:
        """Return how many clips are decoded at once."""

    async def hear(self, job: Job) -> Decode:
        """Return what is heard."""


class Weigher:
    """Weighs clips with a pool of decoders and the grammars of one folder; holds nothing of any caller."""

    def __init__(self, pool: Decoders, grammars: Path, language: Language, prior: Prior) -> None:
        self._pool = pool
        self._grammars = ActiveGrammars(grammars, language)
        self._prior = prior

    def jobs(self, clip: bytes, refs: tuple[str, ...]) -> list[Job]:
        """Return every kind of decode that a clip may take where these grammars are active. Raises GrammarError."""
        active = self._grammars.active(refs)
        rivals = [] if active.kind == "sentences" else [_rival_job(clip, active)]
        alone = [_answers_job(clip, active)] if rivals and active.answers else []
        checked = [_ordinary_job(clip, active)] if active.agreeing else []
        return [_job(clip, active), *rivals, *alone, *checked]

    async def hear(self, clip: bytes, listening: Listening) -> Heard:
        """Return what the grammars make of the clip; nothing when it can't be decoded. Raises GrammarError."""
        active = self._grammars.active(listening.grammars)
        decode = await self._decode(_job(clip, active))
        words = best_words([decode], active.words.numbers, _bonus(active))
        return Heard(clip, active, decode, words, active.grammar.expects(_fitting(decode)))

    async def weigh(self, heard: Heard, listening: Listening) -> Weighed:
        """Return all that a decision is made of: meanings, the rival decode, evidence."""
        return await self._checked(await self._weighed(heard, listening))

    async def _checked(self, weighed: Weighed) -> Weighed:
        """Return what was weighed, a yes of one word heard once more: among decoys "guess" is one."""
        active, answer = weighed.heard.active, weighed.found[0] if weighed.found else None
        if answer is None or len(answer.words) != 1 or answer.words[0].text not in active.agreeing:
            return weighed
        decode = await self._decode(_ordinary_job(weighed.heard.clip, active))
        same = [each.share for each in readings(active.grammar, [decode], bonus=0.0) if each.value == answer.value]
        return replace(weighed, checked=decode, likely=sum(same))

    async def _weighed(self, heard: Heard, listening: Listening) -> Weighed:
        meanings = meanings_of(heard.active.grammar)
        found = self._readings([heard.decode], heard.active, listening, meanings)
        if _is_plain(heard, found):
            return Weighed(heard, tuple(found), (heard.decode,), heard.decode)
        if answer := await self._answer(heard, found, listening):
            return answer
        rival, *again = await asyncio.gather(self._rival(heard), *self._again(heard, found))
        decodes = (heard.decode, *again)
        found = self._readings(decodes, heard.active, listening, meanings) if again else found
        return Weighed(heard, tuple(found), decodes, rival)

    async def _answer(self, heard: Heard, found: list[Reading], listening: Listening) -> Weighed | None:
        """Return a yes or no that is heard when only these and decoys may be: a menu's words hide what is so short."""
        if not _may_answer(heard, found):
            return None
        active = heard.active
        decode = await self._decode(_answers_job(heard.clip, active))
        answers = readings(active.grammar, [decode], listening.hints, bonus=0.0)
        if not answers or answers[0].share < LIKELY:
            return None
        alone = replace(heard, decode=decode, words=answers[0].words)
        return Weighed(alone, tuple(answers), (heard.decode, decode), _with_word(decode, heard))

    def _readings(
        self, decodes: Sequence[Decode], active: Active, listening: Listening, meanings: MeaningsOf
    ) -> list[Reading]:
        prior = self._prior if active.kind == "letters" else even
        return readings(active.grammar, decodes, listening.hints, _bonus(active), prior, meanings)

    async def _decode(self, job: Job) -> Decode:
        """Return what is heard; not that nobody spoke, where somebody did and anything else can be heard."""
        decode = await self._pool.hear(job)
        spoken = tuple(hypothesis for hypothesis in decode.hypotheses if hypothesis.words)
        silent = len(spoken) < len(decode.hypotheses)
        return replace(decode, hypotheses=spoken) if silent and spoken and has_voice(job.mulaw) else decode

    async def _rival(self, heard: Heard) -> Decode:
        """Return what is heard when it may be anything; nothing when the grammar heard nothing and nobody spoke."""
        if heard.active.kind == "sentences":
            return heard.decode
        spoken = heard.words or has_voice(heard.clip)
        return await self._decode(_rival_job(heard.clip, heard.active)) if spoken else NOTHING

    def _again(self, heard: Heard, found: list[Reading]) -> list[Awaitable[Decode]]:
        """Return what is heard of an unsure clip when the model has adapted to the caller, and as if of other voices.

        What nothing was found of is mostly noise or about something else: it is not worth it, unless most of the words
        are the grammar's, as those of a sentence in noise are, or somebody spoke and no word at all was heard.
        """
        near = _is_near(heard) if heard.active.kind == "sentences" else heard.words or has_voice(heard.clip)
        if _is_sure(found) or not (found or near):
            return []
        first = _job(heard.clip, heard.active)
        jobs = [replace(first, twice=True), *(replace(first, speed=speed) for speed in SPEEDS)]
        if is_clean(heard.clip):
            jobs.append(replace(first, raw=True))
        return [self._decode(job) for job in jobs]


def _figures(decode: Decode, known: CodeWords) -> tuple[Hypothesis, ...]:
    return tuple(replace(each, words=_by_figure(each.words, known)) for each in decode.hypotheses)


def _by_figure(words: tuple[Word, ...], known: CodeWords) -> tuple[Word, ...]:
    """Return the words with one name for each figure: who heard "oh" agrees with who heard "zero"."""
    plain = {name: names[0] for names in known.digits.values() for name in names}
    return tuple(replace(word, text=plain.get(word.text, word.text)) for word in words)


def spelled(words: CodeWords) -> frozenset[str]:
    """Return what people say most where something else was asked."""
    return words.plain | words.letters


def _job(clip: bytes, active: Active) -> Job:
    """Return the first decode: sentences compete with decoys at once, so they need no second one."""
    if active.kind != "sentences":
        return Job(clip, active.phrases, ALTERNATIVES)
    return Job(clip, active.phrases, ALTERNATIVES, SENTENCES_DECOYS, NAMED, _others(active))


def _rival_job(clip: bytes, active: Active) -> Job:
    """Return the decode that may hear anything: where one digit is asked for "sixty" is no six, but a decoy as well."""
    counting = tuple(sorted(active.words.counting)) if active.kind == "digits" else ()
    return Job(clip, active.phrases, RIVALS, decoys=DECOYS, others=counting)


def _answers_job(clip: bytes, active: Active) -> Job:
    """Return the decode that may hear nothing but yes, no and decoys."""
    return Job(clip, active.answers, ALTERNATIVES, SENTENCES_DECOYS, ANSWERS_NAMED, _others(active))


def _ordinary_job(clip: bytes, active: Active) -> Job:
    """Return the decode of yes and no among ordinary words."""
    ordinary = ordinary_words(active.grammar.language)
    return Job(clip, active.answers, ALTERNATIVES, SENTENCES_DECOYS, NAMED, ordinary)


def _others(active: Active) -> tuple[str, ...]:
    return tuple(sorted(spelled(active.words)))


def _may_answer(heard: Heard, found: list[Reading]) -> bool:
    """Return whether an unsure clip may be a yes or no among longer answers; a number was heard as one."""
    if heard.active.kind == "sentences" or not heard.active.answers or _is_sure(found):
        return False
    said = {word.text for word in found[0].words} if found else set()
    return bool(heard.words) and said.isdisjoint(spelled(heard.active.words))


def _with_word(decode: Decode, heard: Heard) -> Decode:
    """Return a decode of short answers with the other single word that was likelier among all phrases, if one was."""
    words = [each for each in heard.decode.hypotheses if len(each.words) == 1 and each.text not in heard.active.answers]
    return replace(decode, hypotheses=tuple(sorted((*words[:1], *decode.hypotheses), key=_unlikely)))


def _unlikely(hypothesis: Hypothesis) -> float:
    return -hypothesis.likelihood


def _is_sure(found: list[Reading]) -> bool:
    return bool(found) and found[0].share >= SURE


def _is_plain(heard: Heard, found: list[Reading]) -> bool:
    """Return whether a number is so long and so sure that it needs no rival: of 260 other clips none was."""
    return heard.active.kind == "digits" and _is_sure(found) and len(found[0].words) >= LONG


def _is_near(heard: Heard) -> bool:
    """Return whether most words of a sentence that means nothing are the grammar's: noise hid the others."""
    known = sum(word.text != GARBAGE for word in heard.words)
    return known >= FEWEST and known >= NEAR * len(heard.words)


def _bonus(active: Active) -> float:
    return 0.0 if active.kind == "sentences" else WORD_BONUS


def _fitting(decode: Decode) -> list[str]:
    """Return the likeliest words that are all of the grammar: what was said so far, if it was meant for it."""
    texts = [[word.text for word in each.words] for each in decode.hypotheses]
    return next((words for words in texts if words and GARBAGE not in words), [])
