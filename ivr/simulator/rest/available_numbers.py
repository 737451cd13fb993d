"""Numbers an account could buy: fictitious ones, enough to search and to buy from."""

import re
from typing import Any
from urllib.parse import urlsplit

from ivr.simulator.engine.geo import place
from ivr.simulator.rest.pages import page
from ivr.simulator.rest.requests import ApiError, ApiResponse, Asked, not_found

_COUNTRIES = {"US": "United States", "CA": "Canada", "GB": "United Kingdom"}
_LAST = range(100, 200)
"""What their numbering plans keep for stories: no telephone has such a number."""
_NUMBERS = {
    ("US", "Local"): "+1415555{:04}",
    ("US", "TollFree"): "+1800555{:04}",
    ("CA", "Local"): "+1416555{:04}",
    ("CA", "TollFree"): "+1888555{:04}",
    ("GB", "Local"): "+442079460{}",
    ("GB", "Mobile"): "+447700900{}",
}


def countries(asked: Asked) -> ApiResponse:
    """Return the countries that have numbers."""
    known = [_country(asked, code) for code in _COUNTRIES]
    return ApiResponse(200, {"countries": known, "uri": asked.request.target})


def country(asked: Asked) -> ApiResponse:
    """Return one country."""
    if asked.sids[0] not in _COUNTRIES:
        raise not_found(urlsplit(asked.request.target).path)
    return ApiResponse(200, _country(asked, asked.sids[0]))


def listed(asked: Asked) -> ApiResponse:
    """Return numbers of a country and kind that the account has not bought, narrowed by AreaCode and Contains."""
    if asked.sids[0] not in _COUNTRIES:
        raise not_found(urlsplit(asked.request.target).path)
    free = [number for number in _numbers(asked) if number not in asked.account.numbers]
    wanted = _contains(asked.request.get("Contains"))
    found = [number for number in free if wanted.search(number)]
    return page(asked, "available_phone_numbers", found, lambda number: _shown(asked.sids[0], number))


def _numbers(asked: Asked) -> list[str]:
    kind = urlsplit(asked.request.target).path.rsplit("/", 1)[1].removesuffix(".json")
    pattern, area = _NUMBERS.get((asked.sids[0], kind), ""), asked.request.get("AreaCode")
    if area and not re.fullmatch(r"[2-9]\d\d", area):
        raise ApiError(400, 20001, f"AreaCode is no area code: {area}")
    if area and pattern.startswith("+1"):
        pattern = f"+1{area}555{{:04}}"
    return [pattern.format(last) for last in _LAST] if pattern else []


def _contains(pattern: str) -> re.Pattern[str]:
    """Return Twilio's pattern as a regular expression: `*` is any digit, the rest stands for itself."""
    return re.compile("".join(r"\d" if letter == "*" else re.escape(letter) for letter in pattern))


def _country(asked: Asked, code: str) -> dict[str, Any]:
    path = urlsplit(asked.request.target).path.split("/AvailablePhoneNumbers")[0] + f"/AvailablePhoneNumbers/{code}"
    kinds = [kind for each, kind in _NUMBERS if each == code]
    uris = {"toll_free" if kind == "TollFree" else kind.lower(): f"{path}/{kind}.json" for kind in kinds}
    return {
        "country_code": code,
        "country": _COUNTRIES[code],
        "uri": f"{path}.json",
        "beta": False,
        "subresource_uris": uris,
    }


def _shown(code: str, number: str) -> dict[str, Any]:
    where = place(number)
    return {
        "address_requirements": "none",
        "beta": False,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "friendly_name": _friendly(number),
        "iso_country": code,
        "lata": None,
        "latitude": None,
        "locality": where.city.title() or None,
        "longitude": None,
        "phone_number": number,
        "postal_code": where.zip or None,
        "rate_center": None,
        "region": where.state or None,
    }


def _friendly(number: str) -> str:
    american = re.fullmatch(r"\+1(\d{3})(\d{3})(\d{4})", number)
    return f"({american[1]}) {american[2]}-{american[3]}" if american else number
