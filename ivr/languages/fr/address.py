"""Say addresses in French: 12 bis av. de la République is "12 bis avenue de la République"."""

import re

from ivr.languages.typed import Rule, write_out

_WORDS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "pl": "place",
    "r": "rue",
    "rte": "route",
    "ch": "chemin",
    "imp": "impasse",
    "all": "allée",
    "fbg": "faubourg",
    "sq": "square",
    "st": "saint",
    "ste": "sainte",
    "bât": "bâtiment",
    "ét": "étage",
}
_SUFFIXES = {"b": "bis", "t": "ter", "q": "quater"}
_RULES: tuple[Rule, ...] = (
    (r"(?i),?\s*\bcedex\b(\s*\d+)?", ""),
    (r"(?i)\b(\d+)\s?([btq])\b", lambda found: f"{found[1]} {_SUFFIXES[found[2].lower()]}"),
    (r"(?<=\d)\s?[-\u2013]\s?(?=\d)", " à "),
    (rf"(?i)(?<!['\w-])({'|'.join(_WORDS)})\b\.?(?=[\s-])", lambda found: _full(found[1])),
)


def address(written: str) -> str:
    """Return an address as people say it: short forms in full, numbers as figures, which voices read as numbers."""
    return re.sub(r"\s+", " ", write_out(written, _RULES)).strip()


def _full(short: str) -> str:
    full = _WORDS[short.lower()]
    return full.capitalize() if short[0].isupper() else full
