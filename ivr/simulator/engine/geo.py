"""Where a number is, as far as its first digits tell: the geo parameters of voice webhooks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """City, state, postcode and country; empty where unknown, as Twilio sends it."""

    city: str = ""
    state: str = ""
    zip: str = ""
    country: str = ""


_PLACES = {
    "+1202": Place("WASHINGTON", "DC", "20001", "US"),
    "+1212": Place("NEW YORK", "NY", "10001", "US"),
    "+1415": Place("SAN FRANCISCO", "CA", "94103", "US"),
    "+1": Place(country="US"),
    "+33": Place(country="FR"),
    "+34": Place(country="ES"),
    "+39": Place(country="IT"),
    "+44": Place(country="GB"),
    "+49": Place(country="DE"),
    "+81": Place(country="JP"),
    "+86": Place(country="CN"),
    "+91": Place(country="IN"),
}


def place(number: str) -> Place:
    """Return a number's place by its longest known beginning."""
    known = [prefix for prefix in _PLACES if number.startswith(prefix)]
    return _PLACES[max(known, key=len)] if known else Place()


def geo(caller: str, called: str) -> dict[str, str]:
    """Return City, State, Zip and Country of From, Caller, To and Called; none of a side that is no number."""
    sides = {"From": caller, "Caller": caller, "To": called, "Called": called}
    places = {side: place(number) for side, number in sides.items() if ":" not in number}
    return {f"{side}{name.capitalize()}": value for side, at in places.items() for name, value in vars(at).items()}
