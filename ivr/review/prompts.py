"""The prompts that supervisors may give other words."""

from collections.abc import Mapping
from functools import cache

from ivr.languages import LANGUAGES
from ivr.prompts import Catalogue, load_catalogues
from ivr.settings import PROJECT


@cache
def catalogues(brand: str = "") -> Mapping[str, Catalogue]:
    """Return the prompts as their files have them, read once."""
    return load_catalogues(PROJECT / "audio", LANGUAGES, brand=brand)
