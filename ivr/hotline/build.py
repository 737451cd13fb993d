"""Build what one process of the hotline works with: the one place that knows every package."""

from collections.abc import Mapping
from datetime import UTC, datetime

from ivr import routing
from ivr.identity.attempts import COUNT_ATTEMPT, count_attempt
from ivr.languages import LANGUAGES
from ivr.prompts import Catalogue, Recording, load_catalogues
from ivr.services import HOTLINE, Context, open_sources
from ivr.settings import PROJECT, Settings
from ivr.speech.models import installed
from ivr.storage import Database
from ivr.telephony.edge import Clock, Edge
from ivr.telephony.last_resort import LastResort
from ivr.telephony.live_call import LiveCall, rest_client
from ivr.telephony.recorded import RecordedSpeech
from ivr.telephony.signature import Signature
from ivr.telephony.token import RecordingTicket, StreamTicket, Tokens
from ivr.telephony.twiml import TwimlRenderer
from ivr.telephony.urls import Urls, file_name
from ivr.telephony.waiting_room import WaitingRoom
from ivr.threads import Threads
from ivr.turn import Services
from ivr.turn.commands import Commands, Outcomes
from ivr.turn.keypad import Keypad
from ivr.turn.lookups import LookUps
from ivr.turn.speaking import Speaker

BACKGROUND_THREADS = 8


def open_edge(settings: Settings, database: Database, clock: Clock = lambda: datetime.now(UTC)) -> Edge:
    """Return the edge for these settings; the prompts and the call flow are read once."""
    urls = Urls(settings.web_base, settings.media_base)
    secret = settings.secret_key.get_secret_value()
    stream_tokens, recording_tokens = Tokens(StreamTicket, secret, clock), Tokens(RecordingTicket, secret, clock)
    catalogues = load_catalogues(PROJECT / "audio", LANGUAGES, brand=settings.brand, timezone=settings.timezone)
    speak = Speaker(catalogues, settings.language)
    services = Services(
        database=database,
        script=HOTLINE,
        speak=speak,
        keypad=Keypad(PROJECT / "grammars", LANGUAGES),
        lookups=LookUps(database, open_sources(Context(settings, database, clock))),
        commands=Commands({COUNT_ATTEMPT: count_attempt}),
        outcomes=Outcomes(database),
        render=TwimlRenderer(urls, stream_tokens.make, settings.voice),
        clock=clock,
        language=settings.language,
        hears=hears(settings),
    )
    queue = routing.queues(settings)[HOTLINE.queue]
    return Edge(
        settings=settings,
        services=services,
        urls=urls,
        signature=Signature(settings.twilio_auth_token.get_secret_value()),
        stream_tokens=stream_tokens,
        recording_tokens=recording_tokens,
        recorded=RecordedSpeech(settings.media_base, recording_tokens),
        live=LiveCall(rest_client(settings)),
        queue=queue,
        waiting_room=WaitingRoom(queue, database, speak, urls),
        last_resort=LastResort(HOTLINE, speak, urls, settings.language),
        recordings=_by_name(catalogues),
        background=Threads(BACKGROUND_THREADS, thread_name_prefix="edge"),
    )


def hears(settings: Settings) -> bool:
    """Return whether there is a speech model to hear callers with."""
    return settings.speech and installed(LANGUAGES[settings.language], settings.model_path) is not None


def _by_name(catalogues: Mapping[str, Catalogue]) -> dict[tuple[str, str], Recording]:
    return {
        (language, file_name(recording)): recording
        for language, catalogue in catalogues.items()
        for recording in catalogue.recordings.values()
    }
