"""The hotline in one process on a clock of its own: the real app, grammars, prompts and dialog, SQLite in memory."""

import logging
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

from twilio.rest import Client

from ivr import routing
from ivr.hotline.build import open_edge
from ivr.hotline.web import create_app
from ivr.languages import LANGUAGES
from ivr.prompts import Speaker, load_catalogues
from ivr.services import HOTLINE, SERVICES, Context, open_sources
from ivr.settings import PROJECT, Settings
from ivr.simulator.inprocess import EPOCH, SID, TOKEN
from ivr.storage import Database, DatabaseBusy, Keyring, new_key
from ivr.storage.database import QUEUE_PATIENCE
from ivr.storage.migrate import upgrade
from ivr.telephony.last_resort import LastResort
from ivr.telephony.live_call import LiveCall
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.recorded import RecordedSpeech
from ivr.telephony.waiting_room import WaitingRoom
from ivr.turn.lookups import LookUps
from tests.virtual.agent import PIN
from tests.virtual.journal import VirtualJournal
from tests.virtual.outbox import VirtualOutbox
from tests.virtual.time import LoopExecutor, SourceExecutor
from tests.virtual.web import Web

BASE = "http://app.example"
AGENTS = ("+12025550111", "+12025550112")


class Hotline:
    """Made once and used for many runs: `restart` empties the database and gives it a new clock and telephone.

    `ears` recognise what is said; without any the recogniser is scripted. Prompts are texts unless `recorded`.
    """

    def __init__(self, ears=None, recorded=False):
        self.ears, self._recorded = ears, recorded
        self.settings = _settings()
        self.clock = lambda: EPOCH
        self.telephone = _Telephone()
        self.source_seconds = lambda: 0.0
        self.sources = SourceExecutor(lambda: self.source_seconds())
        self.web = Web("http://127.0.0.1:9/media")
        self.database = MoodyDatabase("sqlite://", Keyring.from_text(new_key(), new_key()))
        self._full = _prepared(self.database)
        self._outbox, self._journal = VirtualOutbox(self), VirtualJournal(self)
        self.edge = self._edge()
        self.app = create_app(self.settings, self.database, self.edge)
        logging.getLogger().setLevel(logging.INFO)

    def restart(self, clock, client, source_seconds, is_busy):
        """Begin anew: demo repairs and no calls, dates from `clock`, REST by `client`."""
        self.clock, self.telephone.client, self.source_seconds = clock, client, source_seconds
        self.database.is_busy = lambda: False
        self._full.backup(_raw(self.database))
        self._outbox.begins_anew()
        self._journal.facts.clear()
        self.database.is_busy = lambda: is_busy() and self.sources.waits(QUEUE_PATIENCE)

    def _edge(self):
        now = lambda: self.clock()  # noqa: E731 - the clock changes from run to run
        edge = open_edge(self.settings, self.database, now, one_voice=False)
        speak = edge.context.speak if self._recorded else Speaker(_unrecorded(), self.settings.language)
        sources = open_sources(Context(self.settings, self.database, now, answer_after=0.0))
        lookups = LookUps(self.database, sources, threads=self.sources)
        client = Client(SID, TOKEN, http_client=self.telephone)
        verb = PromptVerbs(edge.urls, edge.sentences, self.settings.voice)
        return replace(
            edge,
            context=replace(
                edge.context, speak=speak, lookups=lookups, outcomes=self._outbox, journal=self._journal, hears=True
            ),
            live=LiveCall(client),
            waiting_room=WaitingRoom(edge.queue, self.database, speak, edge.urls, verb),
            last_resort=LastResort(HOTLINE, speak, edge.urls, verb, [self.settings.language]),
            recorded=RecordedSpeech(self.settings.media_base, edge.recording_tokens, self.web.get),
            recordings=edge.recordings if self._recorded else {},
            background=LoopExecutor(self.sources),
        )


class MoodyDatabase(Database):
    """A database that has no time for another writer when `is_busy` says so."""

    is_busy = staticmethod(lambda: False)

    @contextmanager
    def writing_rows(self):
        if self.is_busy():
            raise DatabaseBusy
        with super().writing_rows() as rows:
            yield rows


class _Telephone:
    """The http_client of the real `twilio` client: this run's REST API in the same process."""

    client = None

    def request(self, *args, **kwargs):
        return self.client.request(*args, **kwargs)


def _settings():
    return Settings(
        _env_file=None,
        public_url=BASE,
        media_url="ws://127.0.0.1:9/media",
        twilio_account_sid=SID,
        twilio_auth_token=TOKEN,
        secret_key="secret",
        agent_numbers=",".join(AGENTS),
        speech=False,
        data=Path(gettempdir()) / "no-hotline-runs-here",
    )


def _unrecorded():
    """The prompts as texts: whether somebody has rendered recordings must not change a run."""
    catalogues = load_catalogues(PROJECT / "audio", LANGUAGES, brand="Acme")
    return {language: replace(catalogue, recordings={}) for language, catalogue in catalogues.items()}


def _prepared(database):
    upgrade(database)
    for demo in [service.demo for service in SERVICES if service.demo]:
        demo.add(database, EPOCH)
    with database.writing_rows() as rows:
        for number in AGENTS:
            routing.give_pin(rows, number, EPOCH, lambda _: int(PIN))
    full = sqlite3.connect(":memory:")
    _raw(database).backup(full)
    return full


def _raw(database):
    connection = database.engine.raw_connection()
    try:
        return connection.driver_connection
    finally:
        connection.close()
