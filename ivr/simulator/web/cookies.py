"""The cookies of one call, kept and sent back as a browser does."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Jar:
    """The cookies of one call, by host; a path or a domain that a cookie names is not looked at."""

    _cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def header(self, url: str) -> dict[str, str]:
        """Return the Cookie header for a URL, or nothing."""
        kept = self._cookies.get(urlsplit(url).hostname or "", {})
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}

    def keep(self, url: str, cookies: tuple[str, ...]) -> None:
        """Remember what a response's Set-Cookie headers say, or forget it where they delete."""
        kept = self._cookies.setdefault(urlsplit(url).hostname or "", {})
        for cookie in cookies:
            pair, *attributes = cookie.split(";")
            name, given, value = (part.strip() for part in pair.partition("="))
            if not name or not given:
                continue
            kept.pop(name, None)
            if not any(map(_deletes, attributes)):
                kept[name] = value


def _deletes(attribute: str) -> bool:
    """Say whether an attribute ends the cookie at once: no age left, or the date by which web frameworks delete."""
    name, _, value = attribute.strip().partition("=")
    if name.lower() == "max-age":
        return value.startswith(("0", "-"))
    return name.lower() == "expires" and "1970" in value
