"""All that a turn needs from outside, handed in once a process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ivr.dialog.script import Script
from ivr.languages.language import Languages
from ivr.regions import Regions
from ivr.storage import Database
from ivr.storage.journal import Journal
from ivr.turn.commands import Commands, Outcomes
from ivr.turn.document import Render
from ivr.turn.keypad import Keypad
from ivr.turn.lookups import LookUps
from ivr.turn.speaking import Speaker


@dataclass(frozen=True)
class TurnContext:
    """What `take` works with.

    `hears` is False where there is no speech model at all, or speech is off: all calls then go by keys.
    `without_model` are the languages without a model while speech is on, `names` those of each service's forms
    and topics. The `journal` takes what the database can't.
    """

    database: Database
    script: Script
    speak: Speaker
    keypad: Keypad
    lookups: LookUps
    commands: Commands
    outcomes: Outcomes
    render: Render
    clock: Callable[[], datetime]
    regions: Regions
    languages: Languages
    names: Mapping[str, tuple[str, ...]]
    journal: Journal
    hears: bool = True
    without_model: frozenset[str] = frozenset()
