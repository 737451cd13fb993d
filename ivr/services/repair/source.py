"""Choose where repairs are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from typing import Protocol

from pydantic import SecretStr

from ivr.services.repair.http_repairs import HttpRepairs
from ivr.services.repair.repairs import Repairs
from ivr.services.repair.sql_repairs import SqlRepairs
from ivr.sources import Answer, Source
from ivr.storage import Database, Json


class LookupSettings(Protocol):
    """What look-up needs of the settings."""

    @property
    def look_up_url(self) -> str:
        """Return the base URL of an HTTP back end, or nothing."""
        ...

    @property
    def look_up_token(self) -> SecretStr:
        """Return the back end's bearer token."""
        ...

    @property
    def region(self) -> str:
        """Return the country of numbers given without one."""
        ...


def open_repairs(settings: LookupSettings, database: Database) -> Repairs:
    """Return the HTTP back end when the settings name one, else our own tables."""
    if settings.look_up_url:
        token = settings.look_up_token.get_secret_value()
        return HttpRepairs(database, settings.look_up_url, token, region=settings.region)
    return SqlRepairs(database, region=settings.region)


def repairs_source(repairs: Repairs) -> Source:
    """Return the source "repairs": number, kind of number and second factor in, repairs as JSON out."""

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        number, kind, factor = (str(using[name]) for name in ("number", "kind", "factor"))
        found = repairs.find(number, kind, factor, call_sid)  # type: ignore[arg-type]
        told: list[Json] = [repair.to_json() for repair in found.repairs]
        return Answer(told, (found.attempt.command,))

    return ask
