"""What a service tells the hotline about itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from ivr.callflow.identity import region_of
from ivr.callflow.topics import Topic
from ivr.dialog.kinds import Kind
from ivr.dialog.script import Form
from ivr.outbound import Reasons
from ivr.outbox.handling import Do
from ivr.outbox.http import post_to
from ivr.settings import Settings
from ivr.sources import Importer, Source
from ivr.sources.http import BackEnd
from ivr.storage import Base, Database, Json, Rows

DataClass = Literal["contact", "device", "usage", "wish", "public"]

RETENTION: Mapping[DataClass, str] = {
    "contact": "12 months after the last contact",
    "device": "until the end of the product's life, 10 years at most",
    "usage": "12 months after the last contact",
    "wish": "as long as the wish stands",
    "public": "until it is replaced",
}
"""How long data of each class are kept."""


Write = Callable[[Rows, Json, datetime], None]
"""Writes what the payload of a command says, in the transaction of its turn."""


@dataclass(frozen=True)
class Keeps:
    """Columns of a table that hold data of one class. `whose` data they are, in a word or two."""

    table: type[Base]
    columns: tuple[str, ...]
    data: DataClass
    whose: str = "the customer's"

    @property
    def name(self) -> str:
        """Return the table's name."""
        return str(self.table.__tablename__)

    @property
    def how_long(self) -> str:
        """Return how long these data are kept."""
        return RETENTION[self.data]


@dataclass(frozen=True)
class Context:
    """What a source, or what does a command, is opened with. An answer takes `answer_after` seconds, whatever it is."""

    settings: Settings
    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    answer_after: float = 0.05

    def country(self, using: Mapping[str, Json]) -> str:
        """Return the country of a call by its slot `region`, else that of the settings."""
        return str(region_of(using).get("country") or self.settings.region)

    @property
    def back_end(self) -> BackEnd | None:
        """Return the HTTP back end that the settings name, None where they name none."""
        url = self.settings.look_up_url
        return BackEnd(url, self.settings.look_up_token.get_secret_value()) if url else None

    def posts(self, path: str) -> Do | None:
        """Return what has a command done by the HTTP back end, at this path; None where the settings name none."""
        url = self.settings.look_up_url.rstrip("/") + path
        return post_to(url, self.settings.look_up_token.get_secret_value()) if self.settings.look_up_url else None


@dataclass(frozen=True)
class Demo:
    """Invented data for a newcomer: `add` fills what is empty, `first_steps` tells what to ask for.

    `by_keys` are the first steps where they are others in calls without speech.
    """

    add: Callable[[Database, datetime], None]
    first_steps: str = ""
    by_keys: str = ""


@dataclass(frozen=True)
class Service:
    """One thing that callers can ask for; each package in `ivr/services` exports one as SERVICE.

    `name` is the folder's, under `ivr/services`, `grammars/<language>` and `tests/services`, and the file's
    `audio/<language>/<name>.yaml`. `topics` lead callers from the main menu to `forms`. `slots` says of each slot that
    the forms fill what it may hold. `uses` names the shared slots
    that the forms read or fill (`ivr.callflow.identity`). `sources` are opened once a process, by the names that
    look-ups use; so are those who do the `commands` of acts. `writes` are commands that are but rows of ours, written
    with the turn. `importers` become operators' commands; `keeps` says of
    every column what it holds; `reasons` are why people are called (`ivr.outbound`).
    """

    name: str
    summary: str
    forms: tuple[Form, ...]
    topics: tuple[Topic, ...] = ()
    slots: Mapping[str, Kind] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    sources: Mapping[str, Callable[[Context], Source]] = field(default_factory=dict)
    commands: Mapping[str, Callable[[Context], Do]] = field(default_factory=dict)
    writes: Mapping[str, Write] = field(default_factory=dict)
    importers: tuple[Importer, ...] = ()
    keeps: tuple[Keeps, ...] = ()
    demo: Demo | None = None
    reasons: Callable[[Context], Reasons] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its forms and topics."""
        return *(form.name for form in self.forms), *(topic.name for topic in self.topics)
