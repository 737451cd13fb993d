"""A caller on the virtual clock who listens, and does what the story says."""

import asyncio

from ivr import calls
from ivr.simulator.phone.handset import Handset
from ivr.simulator.phone.prompt_listener import PromptListener
from ivr.simulator.phone.scenario import CALLED
from ivr.turn.reply import Reply
from tests.virtual import answers

LOOK = 0.5
PATIENCE = 40.0
IMPATIENT = 12.0  # seconds after which at the latest somebody talks into a prompt
STAYS = 240.0
AGENT_PATIENCE = 60.0
TRIES = 2  # a key pressed between two documents is lost, as on the telephone
BETWEEN_TRIES = 20.0
BETWEEN_PIECES = 4.0
TONE, TONE_COMES = 0.6, 4.0


class RandomCaller:
    """One person of the story. `hung_up` tells whether it was they who ended the call."""

    def __init__(self, world, person):
        self._world, self._person = world, person
        self._exchange = world.exchange
        self.hung_up = False
        self.call = None

    async def live(self):
        await asyncio.sleep(self._person.after)
        self.ring()
        for act in self._person.acts:
            await (self._gone_within(IMPATIENT * act.force) if act.bargein else self._asked())
            if self.call.over:
                break
            await self.acts(act.kind, act.force)
        await getattr(self, f"_{self._person.end}")()
        self.hang_up()

    def ring(self):
        self.call = self._exchange.place(self._world.account, self._person.number, CALLED)
        self._world.watch.expect(self)
        self._prompt_listener, self._handset = (
            PromptListener(self.call, self._exchange.clock),
            Handset(self._exchange, self.call),
        )

    async def acts(self, kind, force):
        await getattr(self, f"_{kind}")(force)

    def hang_up(self):
        self.hung_up = self.hung_up or not self.call.over
        self._handset.hang_up()

    # -- acts

    async def _answers(self, force):
        listen = self._question()
        if listen is None:
            await self._waits(force)
            return
        for place, (kind, what) in enumerate(answers.fitting(listen, force)):
            await self._gone_within(place * BETWEEN_PIECES * (force * 10 % 1))
            await (self._says(what) if kind == "says" else self._handset.press(what))

    async def _asks(self, force):
        await self._says(answers.pick(answers.WISHES, force))

    async def _changes_mind(self, force):
        """Press a key while speaking."""
        speaking = asyncio.ensure_future(self._handset.say(answers.pick(answers.WISHES, force)))
        await asyncio.sleep(2 * (force * 10 % 1))
        await self._handset.press(answers.pick(answers.RANDOM_KEYS, force))
        await speaking

    async def _mumbles(self, force):
        await self._says(answers.pick(answers.MUMBLES, force))

    async def _hits_keys(self, force):
        await self._handset.press(answers.pick(answers.RANDOM_KEYS, force))

    async def _is_silent(self, force):
        await self._gone_within(4 + 12 * force)

    async def _waits(self, force):
        await self._gone_within(20 * force)

    async def _says(self, words):
        """Speak; where the question is recorded, after the tone."""
        reply = self._reply()
        if reply and reply.transport.mode == "record":
            limit = self._exchange.clock.now() + TONE_COMES
            while self._world.watch.last_verb(self.call) == "Gather" and self._exchange.clock.now() < limit:
                await self._gone_within(LOOK)
            await asyncio.sleep(TONE)
        await self._handset.say(words)

    # -- ends

    async def _hangs_up(self):
        await asyncio.sleep(0.1)

    async def _stays(self):
        await self._gone_within(STAYS)

    async def _says_goodbye(self):
        await self._asked()
        await self._says("goodbye")
        await self._gone_within(STAYS)

    async def _wants_agent(self):
        """Ask for an agent by key without faults: that must work wherever the call stands."""
        self._world.faults.stop()
        await asyncio.sleep(15)
        for _ in range(TRIES):
            await self._asked()
            if not self._asked_now() or self.call.over:
                break
            self._world.watch.wishes_agent(self.call)
            await self._handset.press("0")
            await self._gone_within(BETWEEN_TRIES)
        await self._gone_within(AGENT_PATIENCE)

    # -- listening

    async def _asked(self):
        """Wait until the prompt is over and an answer is waited for."""
        limit = self._exchange.clock.now() + PATIENCE
        while not self.call.over and self._exchange.clock.now() < limit:
            await self._prompt_listener.quiet()
            if self._asked_now():
                return
            await self._gone_within(LOOK)

    def _asked_now(self):
        """Return whether we wait for an answer; the keys of the queue are none."""
        return (
            self._question() is not None
            and not self._queued()
            and self._world.watch.last_verb(self.call) in ("Gather", "Record")
        )

    def _queued(self):
        """Return whether the call waits, also where the database was too busy for a reply that says so."""
        return any(each.call is self.call for queue in self._exchange.queues.values() for each in queue.members)

    def _question(self):
        reply = self._reply()
        return reply.listen if reply else None

    def _reply(self):
        with self._world.hotline.database.reading_rows() as rows:
            call = calls.load(rows, self.call.sid)
        return Reply.from_json(call.reply) if call and call.reply else None

    async def _gone_within(self, seconds):
        try:
            await asyncio.wait_for(self.call.gone.wait(), seconds)
        except TimeoutError:
            return
