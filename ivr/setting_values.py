"""Read the values of settings as people write them; each mistake is a sentence that says what to write."""

import base64
import logging
import re
from collections.abc import Collection
from functools import cache
from ipaddress import AddressValueError, IPv4Address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import phonenumbers
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

HOST_NAME = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
KEY_BYTES = 32
LEAST_SECRET, LEAST_VARIETY = 16, 6
"""Characters of a secret, and how many of them must differ."""

YES, NO = ("1", "true", "yes", "on", "y", "t"), ("0", "false", "no", "off", "n", "f")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
AUTH_TOKEN = re.compile(r"[0-9a-f]{32}")
HERE = re.compile(r"localhost|.*\.localhost|127\.[0-9.]+|::1|0\.0\.0\.0|::|")


def zone(value: str) -> str:
    """Return the IANA name of a time zone, in whatever case it was written."""
    found = _zones().get(re.sub(r"\s+", "_", value).casefold())
    if not found:
        raise ValueError(f"there is no time zone {value!r}; write an IANA name such as Europe/Paris")
    return found


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def country(value: str) -> str:
    """Return a country's two letters."""
    if value.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"there is no country {value!r}; write two letters of ISO 3166 such as US")
    return value.upper()


def language(value: str) -> str:
    """Return a language's code, without its country; which languages there are is known later."""
    return re.split(r"[-_.]", value.lower())[0]


def flag(value: object) -> object:
    """Return whether something is on."""
    if not isinstance(value, str):
        return value
    if value.strip().lower() not in YES + NO:
        raise ValueError(f"{value!r} is neither on nor off; write true or false")
    return value.strip().lower() in YES


def number(value: object) -> object:
    """Return a whole number; pydantic looks at its range."""
    if isinstance(value, str) and not re.fullmatch(r"\s*[+-]?[0-9]+\s*", value):
        raise ValueError(f"{value!r} is no whole number; write digits only, such as 8000")
    return value


def level(value: str) -> str:
    """Return the name of a level of the log."""
    if value.upper() not in LEVELS:
        raise ValueError(f"there is no level {value!r}; write one of {', '.join(LEVELS)}")
    return logging.getLevelName(getattr(logging, value.upper()))  # type: ignore[no-any-return]


def url(value: str, schemes: Collection[str]) -> str:
    """Return a URL of one of these schemes, "" for none."""
    example = f"{next(iter(schemes))}://hotline.example.com"
    try:
        parts = urlsplit(value)
        wrong = parts.scheme.lower() not in schemes or not parts.hostname or parts.port == 0
    except ValueError:
        wrong = True
    if value and (wrong or re.search(r"\s", value)):
        raise ValueError(f"{shown(value)} is no URL for it; write one such as {example}")
    if value and (parts.query or parts.fragment):
        raise ValueError(f"{shown(value)} has a part that begins with ? or #; leave it out")
    return value


def shown(value: str) -> str:
    """Return a URL without the password in it."""
    return repr(re.sub(r"//[^/@]*@", "//...@", value))


def host(value: str) -> str:
    """Return an address to bind to."""
    if not (_is_address(value) if re.fullmatch("[0-9.]+", value) else re.fullmatch(HOST_NAME, value)):
        raise ValueError(f"{value!r} is no address to bind to; write 127.0.0.1, or 0.0.0.0 for all")
    return value


def _is_address(value: str) -> bool:
    try:
        IPv4Address(value)
    except AddressValueError:
        return False
    return True


def account(value: str) -> str:
    """Return the SID of a Twilio account."""
    if not re.fullmatch("AC[0-9a-f]{32}", value):
        raise ValueError(f"{value!r} is no account SID; copy it from Twilio's Console > Account info (AC and 32 more)")
    return value


def folder(path: Path) -> Path:
    """Return a folder that is there."""
    if not path.is_dir():
        raise ValueError(f"there is no folder {str(path)!r}; make it, or leave the setting out")
    return path


def database(value: str) -> str:
    """Return the URL of a database of a kind that we know, "" for none."""
    advice = "write sqlite:////folder/file.sqlite3 or postgresql+psycopg://user:password@host/name"
    if not value:
        return value
    try:
        parts = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", value))
        parts.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise ValueError(f"{shown(value)} is no URL of a database; {advice}") from None
    if parts.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError(f"the hotline can't use {parts.get_backend_name()}; {advice}")
    return parts.render_as_string(hide_password=False)


def keys(value: str) -> str:
    """Return keys of 32 bytes in base64, comma-separated."""
    for key in value.split(","):
        try:
            wrong = bool(key.strip()) and len(base64.urlsafe_b64decode(key.strip())) != KEY_BYTES
        except ValueError:
            wrong = True
        if wrong:
            raise ValueError(
                "a key is 32 bytes in URL-safe base64, with commas between keys; "
                "make one with `python -m ivr.storage.keyring`"
            )
    return value


def secret(value: str) -> str:
    """Return a secret that can't be guessed."""
    if len(value) < LEAST_SECRET or len(set(value)) < LEAST_VARIETY:
        raise ValueError(
            "it can be guessed; make one with `python -c 'import secrets; print(secrets.token_urlsafe())'`"
        )
    return value


def auth_token(value: str) -> str:
    """Return Twilio's auth token."""
    if not AUTH_TOKEN.fullmatch(value) or len(set(value)) < LEAST_VARIETY:
        raise ValueError("it is no auth token; copy the 32 letters and digits from Twilio's Console > Account info")
    return value


def agent_numbers(value: str, region: str) -> str:
    """Return the addresses of agents as Twilio tells them, with commas between."""
    return ",".join(_dialled(part.strip(), region) for part in value.split(",") if part.strip())


def sender(value: str, region: str) -> str:
    """Return what sends text messages: a number in E.164, or the SID of a messaging service; "" for nothing."""
    if not value or re.fullmatch(r"MG[0-9a-f]{32}", value):
        return value
    if value.startswith(("client:", "sip:")):
        raise ValueError(f"{value} sends no text messages; write a number such as +12025550100")
    return _dialled(value, region)


def _dialled(text: str, region: str) -> str:
    """Return an agent's address as Twilio tells it: a number in E.164, however it was written, or a client's name."""
    if text.startswith(("client:", "sip:")):
        return text
    try:
        found = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise ValueError(f"{text} is no phone number; write it as +12025550110, with commas between numbers")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def model(path: Path) -> Path:
    """Return the folder of a Vosk model."""
    if not (path / "conf").is_dir() or not any(path.rglob("final.mdl")):
        raise ValueError(
            f"there is no Vosk model in {str(path)!r} (a folder that holds conf and am); "
            "name one, or leave the setting out"
        )
    return path


def is_here(address: str) -> bool:
    """Tell whether a URL or a host is of this machine only."""
    host = urlsplit(address).hostname or "" if "://" in address else address
    return HERE.fullmatch(host.lower()) is not None
