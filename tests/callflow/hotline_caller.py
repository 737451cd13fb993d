"""A caller of the hotline who speaks English and has keys; grammars, prompts and forms are the real ones."""

from typing import Self

from ivr.callflow.own_words import OWN_WORDS
from ivr.dialog.events import Acted, Event, Filled, NoMatch, Universal
from ivr.dialog.instructions import Await, Hangup, Listen, LookUpRequest, Say, Transfer
from ivr.languages import ENGLISH
from ivr.prompts import Catalogue, load_catalogue
from ivr.services import HOTLINE, TOPICS
from ivr.settings import PROJECT
from ivr.speech.grammar import Grammar, Meaning, union
from tests.callflow.shop import OWN_PHONE, Shop
from tests.dialog.caller import Caller
from tests.english import load

CATALOGUE: Catalogue = load_catalogue(PROJECT / "audio" / "en", ENGLISH, brand="Acme")
OF_TOPICS = {topic.grammar for topic in TOPICS} - {""}


def named(grammars: tuple[str, ...]) -> tuple[str, ...]:
    """Return the grammars that a question listens by, those of topics as one: a new service changes no transcript."""
    return tuple(dict.fromkeys("topics" if each in OF_TOPICS else each for each in grammars))


class HotlineCaller(Caller):
    """Call the hotline; sources answer at once. `transcript` is the call as a supervisor reads it."""

    def __init__(self, shop: Shop | None = None, number: str | None = OWN_PHONE) -> None:
        self.shop = shop or Shop()
        self.transcript: list[str] = []
        super().__init__(HOTLINE, number)

    def happens(self, event: Event) -> Self:
        super().happens(event)
        self._write_down()
        if isinstance(self.ending, LookUpRequest):
            self.finds(self.shop.answer(self.ending))
        if isinstance(self.ending, Await):
            status, result = self.shop.do(self.step.commands[-1])
            self.happens(Acted(self.ending.slot, status, result))
        return self

    def says(self, words: str, unclearly: bool = False, perhaps: str = "") -> Self:
        """Say something. Unclear words are understood, but doubted; `perhaps` they were others."""
        heard_as = f" (unclear, perhaps {perhaps})" if perhaps else " (unclear)" if unclearly else ""
        self.transcript.append(f"caller says: {words}{heard_as}")
        assert self.listening.speech
        meanings = self._grammar().meanings(words)
        if not meanings and OWN_WORDS in self.listening.grammars:
            return self.happens(Filled(words, heard=words))
        if not meanings:
            return self.happens(NoMatch(words, 0.3))
        decision = "confirm" if unclearly or perhaps else "accept"
        best, *others = [*meanings, *(self._grammar().meanings(perhaps) if perhaps else ())]
        if best.grammar in HOTLINE.universals:
            return self.happens(Universal(str(best.value), decision))
        alternatives = tuple(meaning.value for meaning in others)
        sure = 0.97 if decision == "accept" else 0.55
        nbest = tuple((meaning.value, 1 / (1 + len(others))) for meaning in (best, *others))
        return self.happens(Filled(best.value, sure, "speech", decision, alternatives, words, nbest))

    def wishes(self, words: str, topic: str) -> Self:
        """Say at the main question what the model takes for a topic."""
        self.transcript.append(f"caller says: {words}")
        return self.happens(Filled({"topic": [topic]}, heard=words))

    def chooses(self, topic: str) -> Self:
        """Press keys until the page after the menus that offers this topic, then its key."""
        offered = f"{CATALOGUE.spoken(Say(f'topic_{topic}')).text} Press "
        self.presses("3").presses("3")
        while offered not in self.heard:
            self.presses("4")
        return self.presses(self.heard.split(offered)[1][0])

    def presses(self, keys: str) -> Self:
        """Press keys, as many as are listened for."""
        self.transcript.append(f"caller presses: {keys}")
        keypad = self.listening.keys
        typed = keys.removesuffix(keypad.finish_on) if keypad.finish_on else keys
        assert keypad.max_digits is None or len(typed) <= keypad.max_digits, "too many keys"
        twin = self._grammar().dtmf()
        meanings: list[Meaning] = twin.meanings(typed) if twin else []
        if not meanings:
            return self.happens(NoMatch(typed))
        if meanings[0].grammar in HOTLINE.universals:
            return self.happens(Universal(str(meanings[0].value)))
        return self.happens(Filled(meanings[0].value, by="keys", heard=typed))

    def is_silent(self) -> Self:
        self.transcript.append("caller is silent")
        return super().is_silent()

    def comes_back_from_the_queue(self, result: str) -> Self:
        self.transcript.append(f"caller leaves the queue: {result}")
        return super().comes_back_from_the_queue(result)

    @property
    def heard(self) -> str:
        """All that was said to the caller in this turn."""
        return " ".join(CATALOGUE.spoken(say).text for say in self.said_now)

    def _grammar(self) -> Grammar:
        return union([load(ref, folder=PROJECT / "grammars" / "en") for ref in self.listening.grammars])

    def _write_down(self) -> None:
        self.transcript.append(f"    why: {self.why}")
        if self.heard:
            self.transcript.append(f"hotline: {self.heard}")
        match self.ending:
            case Listen(field, grammars):
                self.transcript.append(f"    listens for {field}: {', '.join(named(grammars))}")
            case Transfer(queue, topic):
                self.transcript.append(f"    transfers to {queue}, topic {topic or 'unknown'}")
            case LookUpRequest(slot, source):
                self.transcript.append(f"    looks up {slot} in {source}")
            case Hangup():
                self.transcript.append("    hangs up")
