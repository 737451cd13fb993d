"""Choose where repairs are looked up."""

from typing import Protocol

from pydantic import SecretStr

from ivr.lookup.http_repairs import HttpRepairs
from ivr.lookup.repairs import Repairs
from ivr.lookup.sql_repairs import SqlRepairs
from ivr.storage import Database


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
