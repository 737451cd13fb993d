"""Find the regions that are served, and the speech model of each language that they offer."""

from pathlib import Path

from ivr.languages import LANGUAGES, Language
from ivr.regions import Regions, regions_of
from ivr.services import SERVICES
from ivr.settings import PROJECT, Settings
from ivr.speech.models import installed


def open_regions(settings: Settings) -> Regions:
    """Return the regions that are served; raise BadRegion where a file of one is wrong."""
    spoken = {path.parent.name for path in (PROJECT / "audio").glob("*/*.yaml")} & LANGUAGES.keys()
    return regions_of(settings, languages=spoken, services=[service.name for service in SERVICES])


def models_of(settings: Settings, regions: Regions) -> dict[Language, Path | None]:
    """Return the speech model of each language that a region offers, None where there is none or speech is off.

    A model named in the settings is for the language named in the settings.
    """
    own = {settings.language: settings.model_path}
    languages = [LANGUAGES[code] for code in regions.languages]
    return {one: installed(one, own.get(one.code)) if settings.speech else None for one in languages}
