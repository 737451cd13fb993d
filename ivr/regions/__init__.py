"""The regions that the hotline serves: one file each in `regions/`, read and proved once at start."""

from ivr.regions.of_settings import regions_of
from ivr.regions.read import read_regions, usual_currency
from ivr.regions.region import BadRegion, Hours, Recording, Region, Regions, built_in, public_holidays

__all__ = [
    "BadRegion",
    "Hours",
    "Recording",
    "Region",
    "Regions",
    "built_in",
    "public_holidays",
    "read_regions",
    "regions_of",
    "usual_currency",
]
