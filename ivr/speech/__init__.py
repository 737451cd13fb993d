"""Speech: sound to meaning, offline. Usable by itself: it knows neither calls nor Twilio."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ivr.speech.decoding import Word as Word
    from ivr.speech.health import Health as Health
    from ivr.speech.listening import BargeIn as BargeIn
    from ivr.speech.listening import Listening as Listening
    from ivr.speech.recognition import Decision as Decision
    from ivr.speech.recognition import Partial as Partial
    from ivr.speech.recognition import Recognised as Recognised
    from ivr.speech.recognition import Recognition as Recognition
    from ivr.speech.recognition import SpeechEvent as SpeechEvent
    from ivr.speech.recognition import SpeechLost as SpeechLost
    from ivr.speech.recognition import SpeechStarted as SpeechStarted
    from ivr.speech.session import SpeechSession as SpeechSession
    from ivr.speech.speech import Speech as Speech

_HOMES = {
    "Word": "decoding",
    "Health": "health",
    "BargeIn": "listening",
    "Listening": "listening",
    "Decision": "recognition",
    "Partial": "recognition",
    "Recognised": "recognition",
    "Recognition": "recognition",
    "SpeechEvent": "recognition",
    "SpeechLost": "recognition",
    "SpeechStarted": "recognition",
    "SpeechSession": "session",
    "Speech": "speech",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used.

    The process that forks decoders lives in this package and must stay small and single-threaded,
    so importing the package may not import all of it.
    """
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
