"""A voice that writes its words into the sound, so that a recogniser who hears only the sound can read them."""

from functools import lru_cache

from ivr.simulator.audio.sound import Sound
from ivr.simulator.audio.voice import hummed

MARK = bytes(range(100, 116))


class WrittenVoice:
    """Hums as long as the words would take; the first milliseconds say which words they are."""

    async def sound(self, text, pitch=1.0):
        return written(text)


@lru_cache(4096)
def written(text):
    plain, letters = hummed(text), text.encode()
    head = MARK + len(letters).to_bytes(2) + letters
    return Sound(text, head + plain.ulaw[len(head) :])


def words_in(ulaw):
    """Return the words that a piece of sound holds from their beginning, or nothing."""
    _, mark, rest = ulaw.partition(MARK)
    return rest[2 : 2 + int.from_bytes(rest[:2])].decode() if mark else ""
