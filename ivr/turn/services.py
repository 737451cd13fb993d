"""All that a turn needs from outside, handed in once a process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ivr.dialog.script import Script
from ivr.storage import Database
from ivr.turn.commands import Commands, Outcomes
from ivr.turn.document import Render
from ivr.turn.keypad import Keypad
from ivr.turn.lookups import LookUps
from ivr.turn.speaking import Speaker


@dataclass(frozen=True)
class Services:
    """What `take` works with. `hears` is False where there is no speech model: the call then goes by keys."""

    database: Database
    script: Script
    speak: Speaker
    keypad: Keypad
    lookups: LookUps
    commands: Commands
    outcomes: Outcomes
    render: Render
    clock: Callable[[], datetime]
    language: str = "en"
    hears: bool = True
