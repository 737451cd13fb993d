"""The journal on the virtual clock: what the database could not take is written a second later, or the next."""

import asyncio

from ivr.storage import DatabaseBusy
from ivr.turn import play

PLAY_SECONDS = 1.0


class VirtualJournal:
    """Keeps facts as the journal on disk does, and is played as the reconciliation does."""

    def __init__(self, hotline):
        self._hotline = hotline
        self.facts = []

    def add(self, fact):
        self.facts.append(fact)
        asyncio.get_running_loop().call_later(PLAY_SECONDS, self._play)

    def play(self, write):
        while self.facts:
            write(self.facts[0])
            self.facts.pop(0)

    def _play(self):
        try:
            play(self._hotline.edge.context)
        except DatabaseBusy:
            asyncio.get_running_loop().call_later(PLAY_SECONDS, self._play)
        finally:
            self._hotline.sources.take_waited()
