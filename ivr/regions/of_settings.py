"""Make the regions of an installation out of its settings and its files."""

from collections.abc import Collection

from ivr.regions.read import read_regions, usual_currency
from ivr.regions.region import BadRegion, Regions, built_in
from ivr.setting_values import shown
from ivr.settings import Settings


def regions_of(settings: Settings, *, languages: Collection[str], services: Collection[str]) -> Regions:
    """Return the regions of the files in the settings' folder; without files one that is made of the settings.

    Raises:
        BadRegion: a file is wrong, or the settings name a language that is not there.
    """
    if settings.language not in languages:
        there = ", ".join(sorted(languages))
        raise BadRegion(f"IVR_LANGUAGE: there is no language {shown(settings.language)}; there are {there}")
    country = settings.region
    default = built_in(
        language=settings.language, timezone=settings.timezone, country=country, currency=usual_currency(country)
    )
    return read_regions(settings.regions, default, languages=languages, services=services)
