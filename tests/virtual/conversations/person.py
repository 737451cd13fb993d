"""A caller of a story: listens, finds out what is asked, and answers as the story says."""

import asyncio

from ivr import calls
from ivr.dialog.state import CallState
from ivr.simulator.audio.mulaw import RATE
from ivr.simulator.phone.handset import Handset
from ivr.simulator.phone.prompt_listener import NotHeard, PromptListener
from ivr.simulator.phone.scenario import CALLED
from ivr.turn.reply import Reply

LOOK = 0.1
LONGEST = 180.0
GIVES_UP = 14.0
KEYS = set("0123456789*#")


class Person:
    """One story being lived. `steps` counts what they did until their answer; `answered` is when they heard it."""

    def __init__(self, world, somebody):
        self._world, self.somebody = world, somebody
        self._asked, self._is_busy = {}, False
        self._acted = 0.0
        self.steps, self.answered, self.did = 0, None, []
        self.call = None

    async def live(self):
        """Call, and stay until the answer is heard and the call is over."""
        exchange = self._world.exchange
        self.call = exchange.place(self._world.account, self.somebody.number, CALLED)
        self._world.watch.expect(self)
        self._prompts, self._handset = PromptListener(self.call, exchange.clock), Handset(exchange, self.call)
        goal = exchange.spawn(self._hears_the_answer())
        opening = exchange.spawn(self._opens())
        try:
            async with asyncio.timeout(LONGEST):
                while not self.call.over and not self._is_served():
                    await self._answers_once()
        except TimeoutError:
            pass
        goal.cancel()
        opening.cancel()
        self._handset.hang_up()

    def _is_served(self):
        """Return whether nothing more is to be said: who waits for an agent only waits."""
        return self.answered is not None and self._world.watch.last_verb(self.call) == "Enqueue"

    async def _hears_the_answer(self):
        try:
            self.answered = await self._prompts.hear(f"/{self.somebody.goal}/", 0.0, LONGEST)
        except NotHeard:
            return

    async def _opens(self):
        """Speak or press before anything is asked, if the story says so."""
        if self.somebody.keys:
            await asyncio.sleep(2.5)
            await self._acts(self.somebody.keys)
        if self.somebody.opening:
            await self._prompts.prompted(0.0, 20.0)
            reply = await self._replied(lambda reply: reply is not None)
            await asyncio.sleep(max(0.0, reply.guarded_seconds - 1.0))
            await self._acts(self.somebody.opening)

    async def _answers_once(self):
        turn = await self._is_asked()
        question = self._question()
        if question is None or self._is_busy:
            await asyncio.sleep(LOOK)
            return
        if turn != self._turn():
            return
        await asyncio.sleep(self.somebody.thinks)
        if turn != self._turn() or self._is_busy:
            return
        await self._acts(self._next_answer(question))
        await self._goes_on(turn)

    async def _goes_on(self, turn):
        """Wait until something comes of it; ask oneself again after a while."""
        for _ in range(round(GIVES_UP / LOOK)):
            if self.call.over or self._turn() != turn:
                return
            await asyncio.sleep(LOOK)

    async def _is_asked(self):
        """Wait for the end of the prompt, or as long as the person has patience; return the turn."""
        await self._is_prompted()
        if self.somebody.eager is not None and self._question() != "more":  # the answer is heard out
            await asyncio.sleep(self.somebody.eager)
            return self._turn()
        await self._prompts.quiet()
        while self._is_told_something() and not self.call.over:
            await asyncio.sleep(LOOK)
            await self._prompts.quiet()
        return self._turn()

    async def _is_prompted(self):
        """Wait until something is said after what they did, but not for ever."""
        for _ in range(round(GIVES_UP / LOOK)):
            if self.call.over or any(each.start / RATE >= self._acted and each.sound.words for each in self._sounds()):
                return
            await asyncio.sleep(LOOK)

    def _is_told_something(self):
        now = self._world.exchange.clock.now()
        return any(each.end / RATE > now and each.sound.words for each in self._sounds())

    def _sounds(self):
        return self.call.heard.sounds[-8:]

    def _next_answer(self, question):
        times = self._asked[question] = self._asked.get(question, 0) + 1
        answers = self.somebody.answers.get(question) or self.somebody.answers["confirm"]
        return answers[min(times, len(answers)) - 1]

    async def _acts(self, what):
        self._is_busy = True
        try:
            await self._does(what)
        finally:
            self._is_busy, self._acted = False, self._world.exchange.clock.now()

    async def _does(self, what):
        if what.startswith("@"):
            wait, _, what = what[1:].partition(" ")
            await asyncio.sleep(float(wait))
        if not what:
            return
        self.steps += self.answered is None
        self.did.append(what)
        if set(what) <= KEYS:
            for number, key in enumerate(what):
                await asyncio.sleep(self.somebody.key_pause if number else 0.0)
                self._handset.key(key)
            return
        for number, piece in enumerate(what.split("|")):
            await asyncio.sleep(self.somebody.pause if number else 0.0)
            await self._handset.speak(self._voice(piece))

    def _voice(self, words):
        return self._world.voice.spoken(words, self.somebody.speed, self.somebody.noise_db)

    def _question(self):
        """Return the slot that is asked for, `confirm` for a read-back, `leaving` for a universal asked back."""
        call = self._loaded()
        if call is None or call.state is None or self._world.watch.last_verb(self.call) not in ("Gather", "Record"):
            return None
        state, reply = CallState.from_json(call.state), Reply.from_json(call.reply)
        if reply.listen is None:
            return None
        return "leaving" if state.leaving else "confirm" if state.confirming else reply.listen.field

    def _turn(self):
        call = self._loaded()
        return Reply.from_json(call.reply).played if call and call.reply else None

    async def _replied(self, condition):
        while True:
            call = self._loaded()
            reply = Reply.from_json(call.reply) if call and call.reply else None
            if condition(reply):
                return reply
            await asyncio.sleep(LOOK)

    def _loaded(self):
        with self._world.hotline.database.reading_rows() as rows:
            return calls.load(rows, self.call.sid)
