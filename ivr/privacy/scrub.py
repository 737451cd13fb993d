"""Take numbers that may belong to a person out of text: phone numbers, order numbers, IMEIs, factors."""

import re
from collections.abc import Mapping
from typing import Any

MASK = "•••"
NUMBER = re.compile(
    r"""(?<![A-Za-z0-9])      # a Twilio SID is no number
    (?: \d{4,}                # a run of digits,
      | \d(?:[ ,]{1,2}\d){2,}             # digits read out one by one,
      | \+?\(?\d(?:[ ,().-]{0,2}\d){6,} )  # or at least seven of them in groups
    (?![A-Za-z0-9])""",
    re.VERBOSE,
)
SPOKEN_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
SPOKEN = re.compile(rf"\b{SPOKEN_DIGIT}(?:[ ,-]+{SPOKEN_DIGIT}){{2,}}\b", re.IGNORECASE)


def scrub(text: str) -> str:
    """Return the text with long and grouped digits, and digits said one by one, masked."""
    return SPOKEN.sub(MASK, NUMBER.sub(MASK, text))


def scrub_all(value: Any) -> Any:
    """Return a value of text, mappings and sequences with every text scrubbed; other values as they are."""
    match value:
        case str():
            return scrub(value)
        case Mapping():
            return {key: scrub_all(inner) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(scrub_all(inner) for inner in value)
        case _:
            return value


def mask_number(number: str) -> str:
    """Return a caller's number with all but its last two digits masked; words like "anonymous" stay."""
    return f"{MASK} {number[-2:]}" if number[-2:].isdigit() else number
