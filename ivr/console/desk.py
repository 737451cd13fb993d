"""What the pages work with: database, settings, clock, redaction, the voice of the prompts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from ivr.redaction import Redactors
from ivr.review.parts import Speak
from ivr.settings import Settings
from ivr.storage import Database


@dataclass(frozen=True)
class Desk:
    """What the pages work with."""

    database: Database
    settings: Settings
    now: Callable[[], datetime]
    redactors: Redactors
    speak: Speak

    @property
    def https(self) -> bool:
        """Whether browsers come by TLS."""
        return self.settings.web_base.startswith("https:")


def desk() -> Desk:
    """Return the desk of the app that serves this request."""
    return cast(Desk, current_app.extensions["desk"])
