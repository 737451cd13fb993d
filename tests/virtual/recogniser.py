"""A recogniser that is told what was said, and understands it by the real grammars."""

import asyncio
from dataclasses import replace
from functools import cache, lru_cache

from ivr.languages import LANGUAGES
from ivr.settings import PROJECT
from ivr.simulator.audio.mulaw import RATE
from ivr.speech.decoding import Word
from ivr.speech.grammar import load, union
from ivr.speech.recognition import Partial, Recognised, Recognition, SpeechLost, SpeechStarted

PARTIAL_AFTER = 0.35
GUARD_SLACK = 0.3
UNCLEAR, SURE = 0.15, 0.9
PATIENCE = 3.0
BEFORE, AFTER = 0.4, 0.3  # seconds of silence around what is said
CLIP = b"\xff" * 800


class ScriptedSession:
    """One stream's session, like ivr.speech.SpeechSession: one utterance after the other."""

    def __init__(self, world, call_sid, ask, handle):
        self._exchange, self._call_sid = world.exchange, call_sid
        self._ask, self._handle = ask, handle
        self._chance, self._faults = world.chance, world.faults
        self._prompt_listeners = world.hotline.ears
        self._unclear = UNCLEAR if world.story.people else 0.0  # scenarios say what they expect
        self._said = asyncio.Queue()
        self._task = self._exchange.spawn(self._hear_all())
        self.drops = 0
        self._exchange.log.sinks.append(self._take)

    def feed(self, mulaw):
        pass

    async def close(self, broken=False):
        self._exchange.log.sinks.remove(self._take)
        self._task.cancel()

    def _take(self, event):
        if event.name == "utterance" and event.call == self._call_sid:
            self._said.put_nowait((event.details["text"], self._now(), self._now() + event.details["seconds"]))

    def _now(self):
        return self._exchange.clock.now()

    async def _hear_all(self):
        while True:
            try:
                await self._hear(*await self._said.get())
            except Exception as error:
                self._exchange.log.emit("fault", self._call_sid, error=f"the gateway broke: {error!r}")

    async def _hear(self, text, began, over):
        listening = await self._ask()
        if listening is None or (listening.bargein == "off" and listening.prompt_left > GUARD_SLACK):
            return
        await self._handle(SpeechStarted(listening.turn, self._now()))
        await asyncio.sleep(PARTIAL_AFTER)
        await self._handle(Partial(listening.turn, text, PARTIAL_AFTER))
        await asyncio.sleep(max(0.0, over - self._now()) + listening.complete_timeout)
        if (late := self._faults.strikes("words_lost")) is not None:
            await asyncio.sleep(late * PATIENCE)
            self._exchange.log.emit("lost", self._call_sid, began=round(began, 3), turn=listening.turn)
            await self._handle(SpeechLost(listening.turn))
            return
        recognition = self._recognised(text, began, over, listening)
        details = {"decision": recognition.decision, "began": round(began, 3), "turn": listening.turn}
        self._exchange.log.emit("recognised", self._call_sid, text=recognition.text, **details)
        await self._handle(Recognised(listening.turn, recognition))

    def _recognised(self, text, began, over, listening):
        confidence = 0.55 if self._chance.random() < self._unclear else 0.97
        if self._prompt_listeners is None:
            return recognised(text, listening, confidence)
        said = self._exchange.calls[self._call_sid].said
        clip = said.read(round((began - BEFORE) * RATE), round((over + AFTER) * RATE))
        return replace(self._prompt_listeners.recognise(clip, listening), clip=clip)


def recognised(text, listening, confidence):
    """What the recogniser makes of words said under these grammars."""
    meanings = meanings_of(text, listening.grammars, listening.language)
    confidence = confidence if meanings else 0.3
    return Recognition(
        text=text,
        words=tuple(Word(word, i * 0.3, i * 0.3 + 0.25, confidence) for i, word in enumerate(text.split())),
        interpretation=meanings[0].value if meanings else None,
        alternatives=tuple(meaning.value for meaning in meanings[1:]),
        confidence=confidence,
        decision=_decision(confidence, listening),
        grammar=meanings[0].grammar if meanings else "",
        clip=CLIP,
        decode_seconds=0.02,
        latency=0.1,
        nbest=_nbest(meanings, confidence),
    )


def _nbest(meanings, confidence):
    """Return what may have been said; where it is unclear, another last digit as likely."""
    nbest = [(meaning.value, meaning.weight) for meaning in meanings]
    first = meanings[0].value if meanings else None
    if confidence < SURE and isinstance(first, str) and first.isdecimal():
        nbest.append((f"{first[:-1]}{(int(first[-1]) + 4) % 10}", 1.2))
    return tuple(nbest)


def _decision(confidence, listening):
    if confidence < listening.confirm:
        return "reject"
    return "accept" if confidence >= listening.accept else "confirm"


@lru_cache(20_000)
def meanings_of(text, grammars, language):
    return _grammar(grammars, language).meanings(text)


@cache
def _grammar(refs, language):
    folder = PROJECT / "grammars" / language
    return union([load(ref, language=LANGUAGES[language], folder=folder) for ref in refs])
