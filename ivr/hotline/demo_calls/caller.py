"""One invented caller, whose call goes through the real turns on a clock of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from ivr import calls, routing
from ivr.languages import LANGUAGES
from ivr.settings import PROJECT
from ivr.speech import Recognition
from ivr.speech.decoding import Word
from ivr.speech.grammar import Grammar, load, union
from ivr.speech.mulaw import seconds_of
from ivr.turn import Ended, Reply, TurnContext, inputs, keep_utterance, note_stream, take, write

HOTLINE_NUMBER = "+12025550100"
LATENCY = 0.45
"""Seconds from the end of speech to its meaning."""
SURE, UNSURE = 0.94, 0.31
Voice = Callable[[str], bytes]
"""Says words as 8 kHz mu-law; nothing where there is no voice on this machine."""


class DemoClock:
    """The time of the invented calls."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return it."""
        return self.now

    def passes(self, seconds: float) -> None:
        """Let seconds pass."""
        self.now += timedelta(seconds=seconds)


class DemoCaller:
    """Call, and answer the questions one after the other; what comes when nothing is asked any more is left out."""

    def __init__(
        self,
        context: TurnContext,
        clock: DemoClock,
        voice: Voice,
        sid: str,
        number: str,
        agents: Sequence[str] = (),
    ) -> None:
        self._context, self._clock, self._voice, self._sid, self._agents = context, clock, voice, sid, agents
        self._ring = inputs.Ring(number, HOTLINE_NUMBER)
        self._reply = self._takes(None, self._ring)

    @property
    def waits(self) -> bool:
        """Return whether the caller is in a queue."""
        with self._context.database.reading_rows() as rows:
            return routing.topic_of(rows, self._sid) is not None

    def says(self, words: str, topic: str = "") -> None:
        """Say something after the prompt; at the main question it is taken for a topic."""
        listen = self._reply.listen
        if listen is None:
            return
        clip = self._voice(words)
        self._clock.passes(self._reply.seconds + 0.7 + max(1.0, seconds_of(clip)) + LATENCY)
        heard = self._heard(words, listen.grammars, topic, clip)
        kept = keep_utterance(self._context, self._sid, self._reply.turn, heard) if clip else None
        self._reply = self._takes(self._reply.turn, inputs.Utterance(heard, kept))

    def presses(self, keys: str) -> None:
        """Press keys, most of them while the prompt still plays."""
        if self._reply.listen:
            self._clock.passes(self._reply.seconds * 0.6 + 0.4 * len(keys))
            self._reply = self._takes(self._reply.turn, inputs.Digits(keys))

    def is_silent(self) -> None:
        """Say nothing until the hotline asks again."""
        if self._reply.listen:
            self._clock.passes(self._reply.seconds + self._reply.listen.timeout + 1)
            self._reply = self._takes(self._reply.turn, inputs.Silence(ended=True))

    def leaves_the_queue(self, result: str, waited: int, talked: int, chance: Random) -> None:
        """Wait for an agent, one of those there are; `result` is Twilio's word for how that ended."""
        self._clock.passes(waited)
        if self._agents and talked:
            with self._context.database.writing_rows() as rows:
                agents_call = f"{self._sid[:-1]}x"
                routing.note_agents_call(rows, chance.choice(self._agents), agents_call, self._clock())
                routing.taken_by(rows, self._sid, agents_call)
        self._clock.passes(talked)
        self._reply = self._takes(None, inputs.QueueLeft(result, waited))

    def hangs_up(self) -> None:
        """Hear the last words, and end the call."""
        self._clock.passes(self._reply.seconds + 0.5)
        write(self._context, Ended(self._sid, "completed", self._clock()))

    def _takes(self, turn: int | None, given: inputs.Input) -> Reply:
        reply = take(self._context, self._sid, turn, given, self._ring)
        while reply.pending:
            self._clock.passes(1)
            reply = take(self._context, self._sid, reply.turn, inputs.Continue(), self._ring)
        with self._context.database.reading_rows() as rows:
            call = calls.load(rows, self._sid)
        if call and call.stream_name and call.ended_at is None:
            note_stream(self._context, self._sid, call.stream_name, "open")
        return reply

    def _heard(self, words: str, grammars: tuple[str, ...], topic: str, clip: bytes) -> Recognition:
        meanings = _grammar(grammars, self._reply.language).meanings(words)
        meaning, grammar = (meanings[0].value, meanings[0].grammar) if meanings else (None, "")
        if topic:
            meaning, grammar = {"topic": [topic]}, grammars[0]
        known = meaning is not None
        sure = SURE if known else UNSURE
        return Recognition(
            text=words,
            words=_timed(words, seconds_of(clip)),
            interpretation=meaning,
            confidence=sure,
            decision="accept" if known else "reject",
            grammar=grammar,
            clip=clip,
            latency=LATENCY,
            nbest=((meaning, sure),) if known else (),
        )


def _timed(words: str, seconds: float) -> tuple[Word, ...]:
    """Return words as they are spread over a clip, until they are transcribed."""
    letters, at, timed = len(words) or 1, 0.0, []
    for word in words.split():
        end = at + seconds * (len(word) + 1) / (letters + 1)
        timed.append(Word(word, round(at, 2), round(end, 2), 0.9))
        at = end
    return tuple(timed)


@lru_cache(maxsize=64)
def _grammar(names: tuple[str, ...], language: str) -> Grammar:
    folder = PROJECT / "grammars" / language
    return union([load(name, language=LANGUAGES[language], folder=folder) for name in names])
