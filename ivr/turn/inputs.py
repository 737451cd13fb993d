"""Name all that can come in for a turn, from Twilio or from the recogniser."""

from dataclasses import dataclass

from ivr.dialog.instructions import Say
from ivr.speech import Recognition


@dataclass(frozen=True)
class Ring:
    """A call comes in; numbers are as Twilio shows them ("anonymous" and the like are no numbers).

    It begins at `form`, by default at the welcome.
    """

    caller: str
    called: str
    direction: str = "inbound"
    form: str = ""


@dataclass(frozen=True)
class Digits:
    """Keys were pressed, without the one that ended them; `ended` False when a pause did, so that more may follow."""

    keys: str
    ended: bool = True


@dataclass(frozen=True)
class Utterance:
    """The caller spoke; `id` is where the clip is kept. `early`: they began before the keys that were typed so far."""

    recognition: Recognition
    id: int | None = None
    early: bool = False


@dataclass(frozen=True)
class Silence:
    """Nothing was pressed in time, or, when `ended`, nothing but the key that ends an answer.

    Whether something is being said is another matter, looked up where it is decided.
    """

    ended: bool = False


@dataclass(frozen=True)
class NotUnderstood:
    """Something was recorded, but can't be turned into words."""


@dataclass(frozen=True)
class Lost:
    """Something was said over the stream, but on our side it got lost before it was understood."""


@dataclass(frozen=True)
class Continue:
    """The call comes back after "one moment", or wants its document once more.

    `unplayed` are the prompts of that document when we come back ourselves, before anybody heard it.
    """

    unplayed: tuple[Say, ...] | None = None


@dataclass(frozen=True)
class QueueLeft:
    """The caller left the queue: Twilio's QueueResult, after so many seconds in it."""

    result: str
    seconds: int | None = None


@dataclass(frozen=True)
class Broken:
    """Something of ours or of Twilio's failed at this turn; `why` is for the log."""

    why: str


Input = Ring | Digits | Utterance | Silence | NotUnderstood | Lost | Continue | QueueLeft | Broken
