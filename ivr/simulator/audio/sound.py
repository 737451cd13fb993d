"""A sound as the line carries it, with the words a listener hears in it."""

from dataclasses import dataclass

from ivr.simulator.audio import mulaw


@dataclass(frozen=True)
class Sound:
    """Mu-law audio and its text; `words` is false where nobody speaks (music, tones).

    Where `known` is false somebody speaks, but nobody has said what: the text only names the sound.
    """

    text: str
    ulaw: bytes | bytearray
    words: bool = True
    known: bool = True

    @property
    def seconds(self) -> float:
        """How long it takes to hear all of it."""
        return len(self.ulaw) / mulaw.RATE


def silence(seconds: float) -> Sound:
    """Return that much silence."""
    return Sound("", mulaw.silence(round(seconds * mulaw.RATE)), words=False)
