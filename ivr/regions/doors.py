"""Where callers are sent for what the hotline does not do itself: a phone number, an address on the web."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ivr.setting_values import shown

DOORS = ("order", "account", "lost", "wrong_brand", "really_you")
"""What a region's file may name a door for: topics of calls."""

MOST_LETTERS = 60
SAYABLE = re.compile(r"[\w-]+(\.[\w-]+)+(/[\w./~-]*)?")


@dataclass(frozen=True)
class Door:
    """A phone number (E.164), and an address as people say it ("acme.example/help"); either may be empty."""

    phone: str = ""
    web: str = ""


def read_doors(given: Any, number: Callable[[str], str], bad: Callable[[str], Exception]) -> dict[str, Door]:
    """Read the doors of a region's file; raise what `bad` makes of a sentence that says what is wrong."""
    if not isinstance(given, Mapping):
        raise bad("doors are written by topics, as `order: {phone: +1 800 555 0100, web: acme.example/orders}`")
    return {str(topic): _door(str(topic), door, number, bad) for topic, door in given.items()}


def _door(topic: str, given: Any, number: Callable[[str], str], bad: Callable[[str], Exception]) -> Door:
    if topic not in DOORS:
        raise bad(f"doors: there is no {shown(topic)}; there are {', '.join(DOORS)}")
    if not isinstance(given, Mapping) or not given or not given.keys() <= {"phone", "web"}:
        raise bad(f"doors: {topic}: write a phone, a web, or both")
    web = str(given.get("web", "")).removeprefix("https://").removeprefix("www.")
    if "web" in given and (len(web) > MOST_LETTERS or not SAYABLE.fullmatch(web)):
        raise bad(f"doors: {topic}: {shown(web)} can't be said; write a short address such as acme.example/help")
    return Door(number(str(given["phone"])) if "phone" in given else "", web)
