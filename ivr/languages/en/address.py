"""Say addresses in English: 350 5th Ave is "three fifty fifth Avenue"."""

from ivr.languages.en.figures import number, ordinal
from ivr.languages.typed import Rule, write_out

_WORDS = {
    "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Dr": "Drive",
    "Ln": "Lane",
    "Pl": "Place",
    "Sq": "Square",
    "Ct": "Court",
    "Pkwy": "Parkway",
    "Hwy": "Highway",
    "Ste": "Suite",
    "Fl": "Floor",
    "Apt": "Apartment",
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
}
_RULES: tuple[Rule, ...] = (
    (r"\bSt\.?(?= [A-Z][a-z]+ (?:St|Ave|Rd|Street|Avenue|Road|Square|Lane)\b)", "Saint"),
    (r"\bSt\.?(?=$|,| [NSEW]| \d|\s(?:Ste|Suite|Fl|Apt|Unit)\b)", "Street"),
    (rf"\b({'|'.join(_WORDS)})\b\.?", lambda found: _WORDS[found[1]]),
    (r"\b(\d+)(?:st|nd|rd|th)\b", lambda found: ordinal(found[1])),
    (r"(?<=\d)\s?[-\u2013]\s?(?=\d)", " to "),
    (r"\b(\d+)([A-Za-z]?)\b", lambda found: f"{street_number(found[1])} {found[2].upper()}".strip()),
)


def address(written: str) -> str:
    """Return an address as people say it: short forms in full, street numbers in pairs."""
    return write_out(written, _RULES)


def street_number(figures: str) -> str:
    """Return a street number: 350 is three fifty, 1205 twelve oh five; a longer one digit by digit."""
    if len(figures) < 3 or figures.startswith("0"):
        return number(figures)
    if len(figures) > 4:
        return " ".join(map(number, figures))
    before, last = figures[:-2], figures[-2:]
    if last == "00":
        return number(figures) if before.endswith("0") else f"{number(before)} hundred"
    return f"{number(before)} {'oh ' if last.startswith('0') else ''}{number(str(int(last)))}"
