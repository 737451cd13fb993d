"""Tell whether a country is covered: named in words, or by the calling code of its telephone numbers."""

from typing import Any

import phonenumbers

from ivr.callflow.ways import LEAD_MAY, lead
from ivr.dialog.instructions import Say
from ivr.dialog.script import Clear, Fill, Goto, Moves
from ivr.dialog.values import Slots

NONE = "none"
"""Meaning of "no thanks" in the grammar country; the others are ISO codes with spaces between, or a calling code."""

ANOTHER = 4
EVERYWHERE = "*"
BREATH = 3
ASKED = "country_said"
"""The slot with the words in which the country was said when it was asked for; missing where it was brought along."""

ASK_COUNTRY = Clear(("country", "countries", "which_country", "country_told"))
PLACE_MAY: Moves = (Fill("countries", []), Say("no_such_country"), ASK_COUNTRY, Goto("anything_else"))
COUNTRY_MAY: Moves = (
    *(Say(prompt) for prompt in ("country_covered", "country_not_covered", "no_such_country")),
    *(ASK_COUNTRY, Clear((ASKED,)), *LEAD_MAY),
)
WHEN_REFUSED = lead("fault", "send_in", "centre")
"""What helps whose warranty is over, or does not count in a country."""


def place_country(slots: Slots) -> Moves:
    """Fill `countries` with those that may be meant; go on when the caller wants to hear of none."""
    given = str(slots["country"])
    if given == NONE:
        return (Goto("anything_else"),)
    meant = _of_code(int(given)) if given.isdecimal() else given.split()
    return (Fill("countries", meant[:BREATH]),) if meant else (Say("no_such_country"), ASK_COUNTRY)


def is_ambiguous(slots: Slots) -> bool:
    """Tell whether more than one country may be meant."""
    return len(_countries(slots)) > 1


def list_countries(slots: Slots) -> tuple[Say, ...]:
    """Name the countries that may be meant, each before its key."""
    return tuple(Say(f"country_{key}", {"country": code}) for key, code in enumerate(_countries(slots), start=1))


def tell_country(slots: Slots) -> Moves:
    """Say whether the country is covered; one that was named in passing may be another, so ask for one after it."""
    countries = _countries(slots)
    choice = int(str(slots.get("which_country", 1)))
    if choice > len(countries):
        return (*(() if choice == ANOTHER else (Say("no_such_country"),)), ASK_COUNTRY)
    country = countries[choice - 1]
    covered = bool({EVERYWHERE, country} & set(_warranty(slots)["countries"]))
    told = Say("country_covered" if covered else "country_not_covered", {"country": country})
    if ASKED not in slots:
        return told, ASK_COUNTRY
    return told, Clear((ASKED,)), *(() if covered else WHEN_REFUSED)


def _of_code(code: int) -> list[str]:
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(code, ())
    return [region for region in regions if region != "001"]


def _countries(slots: Slots) -> list[str]:
    countries: Any = slots.get("countries")
    return [str(code) for code in countries] if isinstance(countries, list) else []


def _warranty(slots: Slots) -> dict[str, Any]:
    warranty = slots["warranty"]
    return warranty if isinstance(warranty, dict) else {"countries": []}
