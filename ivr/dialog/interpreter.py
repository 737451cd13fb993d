"""Advance a call's dialog by one event: a small Form Interpretation Algorithm."""

from dataclasses import dataclass

from ivr.dialog.instructions import Instruction
from ivr.dialog.state import CallState


@dataclass(frozen=True)
class Step:
    """What one event led to.

    The last instruction is exactly one of Listen, Transfer, Hangup, LookUpRequest. `why` is one line for the
    supervisor; it never holds a sensitive answer, but may hold other words that were heard.
    """

    state: CallState
    instructions: tuple[Instruction, ...]
    why: str
