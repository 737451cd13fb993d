"""Addresses of our own webhooks: always absolute, because pushed documents need them so, and with the turn in them."""

from dataclasses import dataclass

from ivr.prompts import Recording

AGAIN = "#rc=5&rp=ct,5xx"
"""Twilio's connection overrides for what is told once only: five more tries within its 15 s while we answer 5xx."""


@dataclass(frozen=True)
class Urls:
    """Make URLs under the public base, the one Twilio signs."""

    base: str
    media: str

    def turn(self, turn: int, what: str) -> str:
        """Return the webhook that takes an input of a turn: keys, timeout, continue, recorded, message or queue."""
        return f"{self.base}/voice/{turn}/{what}"

    def left_queue(self, turn: int) -> str:
        """Return the webhook that is told how a wait in the queue ended, again where we could not write it down."""
        return self.turn(turn, "queue") + AGAIN

    def voice(self, what: str) -> str:
        """Return a webhook that belongs to no turn."""
        return f"{self.base}/voice/{what}"

    def called_agent(self, token: str) -> str:
        """Return the webhook of a call that we make to an agent; nobody but us can make its token."""
        return self.voice(f"agent/called/{token}")

    def prompt(self, language: str, recording: Recording) -> str:
        """Return the address of a recorded prompt, another one when its sound changes."""
        return f"{self.base}/audio/{language}/{file_name(recording)}"

    def sentence(self, token: str) -> str:
        """Return the address of a sentence that is spoken when it is asked for."""
        return f"{self.base}/audio/sentences/{token}.wav"

    @property
    def tone(self) -> str:
        """Return the address of the soft tone for callers who look for something."""
        return f"{self.base}/audio/tone.wav"

    @property
    def music(self) -> str:
        """Return the address of the music that waiting callers hear."""
        return f"{self.base}/audio/hold.wav"


def file_name(recording: Recording) -> str:
    """Return the name under which a recording is served."""
    return f"{recording.stem}.{recording.digest}.wav"
