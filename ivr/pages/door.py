"""What a page needs of the pages behind links."""

from collections.abc import Callable
from datetime import datetime
from typing import NoReturn, Protocol

from ivr.page_links import Link
from ivr.regions import Region
from ivr.storage import Database


class Door(Protocol):
    """Open links for a page, and write in its language."""

    @property
    def database(self) -> Database:
        """Return where things are kept."""
        ...

    @property
    def clock(self) -> Callable[[], datetime]:
        """Return what tells the time."""
        ...

    def open(self, token: str, *purposes: str) -> tuple[Link, Region]:
        """Return an open link to a page of one of these purposes, of any where none is named; raise Gone."""
        ...

    def refuse(self, prompt: str, language: str, region: Region, status: int = 404) -> NoReturn:
        """Say why a link shows nothing: raise Gone."""
        ...

    def writes(self, language: str, region: Region) -> Callable[..., str]:
        """Return what writes prompts."""
        ...

    def call_us(self, write: Callable[..., str], region: Region) -> str:
        """Return the sentence that names the number to call."""
        ...
