"""Name what has an effect, so that it can be written with the turn that won, and done once."""

from dataclasses import dataclass

from ivr.dialog.values import Json


@dataclass(frozen=True)
class Command:
    """Ask for an effect: `kind` names who does it, the payload is all they need, `slot` is what it belongs to.

    A command does nothing by itself. It is written in the transaction of the turn that asked for it, so that a repeated
    or late request, whose turn does not win, has no effect.
    """

    kind: str
    payload: Json = None
    slot: str = ""
