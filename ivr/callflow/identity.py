"""The slots that services share: who the caller has shown to be, and which device the call is about.

They belong to no form, so no form empties them: they stay for the call. A service names in `uses` those it reads or
fills.
"""

from collections.abc import Mapping
from typing import Any

from ivr.dialog.kinds import COUNTRY, CURRENCY, DIGITS, FLAG, MOMENT, PHONE, TEXT, Kind, ListOf, Maybe, OneOf, Record
from ivr.dialog.script import Fill
from ivr.dialog.values import Json, Slots

DOORS = ("order", "account", "lost", "wrong_brand", "really_you")
"""Topics for which a region may name where the caller is helped."""

DOOR = Record({"phone": Maybe(PHONE), "web": Maybe(TEXT)})
SHARED: dict[str, Kind] = {
    "identity": Record({"service": TEXT, "number": DIGITS, "kind": TEXT, "factor": DIGITS}),
    "device": Record({"imei": DIGITS, "model": TEXT}),
    "web_page": Record({"service": TEXT, "thing": TEXT}),
    "texted": TEXT,
    "survey_about": OneOf(("repair",)),
    "region": Record(
        {
            "country": COUNTRY,
            "currency": CURRENCY,
            "open": FLAG,
            "opens": Maybe(MOMENT),
            "recording": TEXT,
            "sms": FLAG,
            "survey": FLAG,
            "unserved": ListOf(TEXT),
            "order": ListOf(TEXT),
            "doors": Record({topic: Maybe(DOOR) for topic in DOORS}),
        }
    ),
}
"""All shared slots and what they hold: the numbers by which the caller has shown a record of a service to be theirs
(asked with them, a source finds it again), the device that the call is about (of a record that was shown to be theirs,
or one whose IMEI they gave), what the page of the last answer is about, which
service has sent its answer as a text already, what the survey is about where it is not the call, and what the call's
region is like."""


def region_of(slots: Mapping[str, Json]) -> Mapping[str, Any]:
    """Return what the call's region is like; nothing where it is not known."""
    known = slots.get("region")
    return known if isinstance(known, dict) else {}


def unserved(slots: Slots) -> tuple[str, ...]:
    """Return the forms and topics of services that the call's region does not offer."""
    names = region_of(slots).get("unserved")
    return tuple(map(str, names)) if isinstance(names, list) else ()


def identified(service: str, number: str, kind: str, factor: str) -> Fill:
    """Keep for the call what was verified."""
    return Fill("identity", {"service": service, "number": number, "kind": kind, "factor": factor})


def page_of(service: str, thing: str) -> Fill:
    """Keep for the call what the service told last, for the page that a text message may lead to."""
    return Fill("web_page", {"service": service, "thing": thing})


def own_page(service: str, purpose: str, thing: str, about: Mapping[str, Json]) -> Fill:
    """Keep for the call what the service made for the caller in it: a page that shows `about` and needs no proof."""
    return Fill("web_page", {"service": service, "thing": thing, "purpose": purpose, "about": dict(about)})


def identity(slots: Slots, service: str) -> dict[str, Any] | None:
    """Return by which numbers the caller is known to a service, or None."""
    known = slots.get("identity")
    return known if isinstance(known, dict) and known.get("service") == service else None


def device(slots: Slots) -> dict[str, Any] | None:
    """Return the device that the call is about, or None."""
    known = slots.get("device")
    return known if isinstance(known, dict) else None
