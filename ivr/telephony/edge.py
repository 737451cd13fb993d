"""All that Twilio's edge of one process works with; `ivr.hotline.build` builds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ivr.messaging import StopWords
from ivr.prompts import Recording
from ivr.prompts.written import Writer
from ivr.routing import Queue
from ivr.settings import Settings
from ivr.telephony.last_resort import LastResort
from ivr.telephony.live_call import LiveCall
from ivr.telephony.published_prompts import PublishedPrompts
from ivr.telephony.recorded import RecordedSpeech
from ivr.telephony.sentences import Sentences
from ivr.telephony.signature import Signature
from ivr.telephony.token import AgentTicket, RecordingTicket, StreamTicket, Tokens
from ivr.telephony.urls import Urls
from ivr.telephony.waiting_room import WaitingRoom
from ivr.threads import Threads
from ivr.turn import TurnContext

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Edge:
    """All that webhooks and the media gateway work with."""

    settings: Settings
    context: TurnContext
    urls: Urls
    signature: Signature
    stream_tokens: Tokens[StreamTicket]
    recording_tokens: Tokens[RecordingTicket]
    agent_tokens: Tokens[AgentTicket]
    recorded: RecordedSpeech
    live: LiveCall
    queue: Queue
    waiting_room: WaitingRoom
    last_resort: LastResort
    recordings: Mapping[tuple[str, str], Recording]
    sentences: Sentences
    stop_words: StopWords
    write: Writer
    prompts: PublishedPrompts
    background: Threads
