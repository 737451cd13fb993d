"""Build what one process of the hotline works with: the one place that knows every package."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from ivr import routing
from ivr.calls import Caps
from ivr.hotline.regions import models_of, open_regions
from ivr.identity.attempts import COUNT_ATTEMPT, count_attempt
from ivr.intents.encoder import encode_if_possible
from ivr.languages import LANGUAGES
from ivr.messaging import read_stop_words
from ivr.offline_voice import OfflineVoice, is_installed, offline_voice
from ivr.outbound import DO_NOT_CALL, write_do_not_call
from ivr.privacy.wishes import write_do_not_record
from ivr.privacy.words import DO_NOT_RECORD
from ivr.prompts import Catalogue, Recording, Speaker, load_catalogues
from ivr.prompts.recordings import recordings_folder
from ivr.prompts.render import made_here
from ivr.prompts.written import Writer
from ivr.redaction import Redactors
from ivr.services import HOTLINE, SERVICES, Context, open_sources
from ivr.services.service import Write
from ivr.settings import PROJECT, Settings
from ivr.speech.keypad import Keypad
from ivr.storage import Database
from ivr.storage.journal import Journal
from ivr.telephony.agents import RING_SECONDS
from ivr.telephony.edge import Clock, Edge
from ivr.telephony.last_resort import LastResort
from ivr.telephony.live_call import LiveCall, rest_client
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.published_prompts import PublishedPrompts
from ivr.telephony.recorded import RecordedSpeech
from ivr.telephony.room import has_room
from ivr.telephony.sentences import Sentences
from ivr.telephony.signature import Signature
from ivr.telephony.token import AgentTicket, RecordingTicket, StreamTicket, Tokens
from ivr.telephony.twiml import TwimlRenderer
from ivr.telephony.urls import Urls, file_name
from ivr.telephony.waiting_room import WaitingRoom
from ivr.threads import Threads
from ivr.turn import TurnContext
from ivr.turn.commands import Commands, Outcomes
from ivr.turn.lookups import LookUps

BACKGROUND_THREADS = 8


def open_edge(
    settings: Settings, database: Database, clock: Clock = lambda: datetime.now(UTC), one_voice: bool = True
) -> Edge:
    """Return the edge for these settings; the prompts and the call flow are read once.

    Without `one_voice` the line's own voice says all that is not recorded.
    """
    urls = Urls(settings.web_base, settings.media_base)
    secret = settings.secret_key.get_secret_value()
    stream_tokens, recording_tokens = Tokens(StreamTicket, secret, clock), Tokens(RecordingTicket, secret, clock)
    written = load_catalogues(PROJECT / "audio", LANGUAGES, brand=settings.brand, timezone=settings.timezone)
    catalogues = {code: replace(catalogue, now=clock) for code, catalogue in written.items()}
    regions = open_regions(settings)
    write = Writer(catalogues, regions.default.languages[0])
    models = models_of(settings, regions)
    sentences = Sentences(secret, clock, voices_of(catalogues, settings.brand) if one_voice else {})
    verb = PromptVerbs(urls, sentences, settings.voice)
    speak = Speaker(catalogues, regions.default.languages[0])
    context = TurnContext(
        database=database,
        script=replace(HOTLINE, sends_sms=bool(settings.sms_from)),
        speak=speak,
        keypad=Keypad(PROJECT / "grammars", LANGUAGES),
        lookups=LookUps(database, open_sources(Context(settings, database, clock))),
        commands=Commands(writers()),
        outcomes=Outcomes(database),
        render=TwimlRenderer(urls, stream_tokens.make, verb),
        clock=clock,
        regions=regions if settings.sms_from else regions.without_sms(),
        languages=LANGUAGES,
        names={service.name: service.names for service in SERVICES},
        journal=Journal(settings.data / "journal"),
        redactors=Redactors(LANGUAGES.values(), settings.brand, encode_if_possible),
        hears=any(models.values()),
        has_room=partial(has_room, settings.data),
        caps=Caps(settings.calls_per_number, settings.calls_per_prefix, settings.calls_withheld),
        without_model=frozenset(one.code for one, model in models.items() if not model and settings.speech),
    )
    queue = routing.queues(settings)[HOTLINE.queue]
    return Edge(
        settings=settings,
        context=context,
        urls=urls,
        signature=Signature(settings.twilio_auth_token.get_secret_value()),
        stream_tokens=stream_tokens,
        recording_tokens=recording_tokens,
        agent_tokens=Tokens(AgentTicket, secret, clock, RING_SECONDS),
        recorded=RecordedSpeech(settings.media_base, recording_tokens),
        live=LiveCall(rest_client(settings)),
        queue=queue,
        waiting_room=WaitingRoom(queue, database, speak, urls, verb),
        last_resort=LastResort(HOTLINE, speak, urls, verb, regions.languages),
        recordings=_by_name(catalogues),
        sentences=sentences,
        stop_words=read_stop_words(PROJECT / "grammars", catalogues),
        write=write,
        prompts=PublishedPrompts(database, catalogues, speak, write),
        background=Threads(BACKGROUND_THREADS, thread_name_prefix="edge"),
    )


def writers() -> dict[str, Write]:
    """Return who writes the commands that are rows, with the turn."""
    ours = {kind: write for service in SERVICES for kind, write in service.writes.items()}
    shared = {COUNT_ATTEMPT: count_attempt, DO_NOT_CALL: write_do_not_call, DO_NOT_RECORD: write_do_not_record}
    return shared | ours


def voices_of(catalogues: Mapping[str, Catalogue], brand: str) -> dict[str, Callable[[], OfflineVoice]]:
    """Return how to load the voice of each language whose recordings were made with it here."""
    voices = {
        code: catalogue.language.voice.offline
        for code, catalogue in catalogues.items()
        if made_here(recordings_folder(PROJECT / "audio" / code, brand))
    }
    return {code: partial(offline_voice, voice) for code, voice in voices.items() if is_installed(voice)}


def _by_name(catalogues: Mapping[str, Catalogue]) -> dict[tuple[str, str], Recording]:
    return {
        (language, file_name(recording)): recording
        for language, catalogue in catalogues.items()
        for recording in catalogue.recordings.values()
    }
