"""Speak with eSpeak NG, whose library and data are in the wheel `espeakng-loader`, by its C API (`speak_lib.h`)."""

import ctypes
from functools import cache
from typing import Any

import numpy as np

from ivr.offline_voice import NoVoice, Samples

SYNCHRONOUS, DONT_EXIT = 2, 0x8000
UTF8 = 1
RATE_PARAMETER, WORDS_A_MINUTE = 1, 160
CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """One voice of eSpeak NG, such as `fr` or `cmn`. The library speaks one text at a time."""

    def __init__(self, voice: str) -> None:
        self._voice = voice
        self._library, self.rate = _loaded()
        self._choose()

    def speak(self, text: str, speed: float = 1.0) -> Samples:
        """Return the text as sound, samples of -1 to 1."""
        self._choose()
        heard: list[bytes] = []

        def take(wave: Any, count: int, _events: Any) -> int:
            if wave and count:
                heard.append(ctypes.string_at(wave, 2 * count))
            return 0

        callback, spoken = CALLBACK(take), text.encode()
        self._library.espeak_SetSynthCallback(callback)
        self._library.espeak_SetParameter(RATE_PARAMETER, round(WORDS_A_MINUTE * speed), 0)
        self._library.espeak_Synth(spoken, len(spoken) + 1, 0, 0, 0, UTF8, None, None)
        self._library.espeak_Synchronize()
        return (np.frombuffer(b"".join(heard), np.int16) / 32768).astype(np.float32)

    def _choose(self) -> None:
        if self._library.espeak_SetVoiceByName(self._voice.encode()) != 0:
            raise NoVoice(f"eSpeak NG has no voice {self._voice!r}")


@cache
def _loaded() -> tuple[Any, int]:
    """Return the library, initialised once a process, and its sample rate."""
    try:
        import espeakng_loader
    except ImportError:
        raise NoVoice("eSpeak NG is not installed: pip install espeakng-loader") from None
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Synth.argtypes = (
        *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint),
        *(ctypes.c_void_p, ctypes.c_void_p),
    )
    rate = library.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), DONT_EXIT)
    if rate <= 0:
        raise NoVoice("eSpeak NG found no data of its voices")
    return library, int(rate)
