"""Read the values of settings as people write them; each mistake is a sentence that says what to write."""

import logging
import os
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
LEAST_SECRET, LEAST_VARIETY = 16, 6
"""Characters of a secret, and how many of them must differ."""
MOST_SHOWN, MOST_OF_A_NAME, MOST_OF_A_HOST = 60, 60, 253
"""Characters of a value that are repeated in a sentence, of a name that is said, of a host's name."""

YES, NO = ("1", "true", "yes", "on", "y", "t"), ("0", "false", "no", "off", "n", "f")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
AUTH_TOKEN = re.compile(r"[0-9a-f]{32}")
HERE = re.compile(r"localhost|.*\.localhost|127\.[0-9.]+|::1|0\.0\.0\.0|::|")


def text(value: object) -> object:
    """Return a value without what slips in unseen: control characters, the quotes of a shell."""
    if isinstance(value, str) and any(ord(letter) < ord(" ") or ord(letter) == 127 for letter in value.strip()):
        raise ValueError("it has a line break or another control character in it; write it in one line")
    if isinstance(value, str) and re.fullmatch(r"""\s*(["']).*\1\s*""", value):
        raise ValueError("its quotes would be part of it; leave them out")
    return value


def brand(value: str) -> str:
    """Return a name that can be said."""
    if len(value) > MOST_OF_A_NAME or re.search(r"[][{}<>]", value) or not any(map(str.isalnum, value)):
        raise ValueError(
            f"{shown(value)} can't be said; write a name of at most {MOST_OF_A_NAME} letters without brackets"
        )
    return value


def voice(value: str) -> str:
    """Return the name of a voice of Twilio, "" for none."""
    if value and (len(value) > MOST_OF_A_NAME or not re.fullmatch(r"[A-Za-z][\w.-]*", value)):
        raise ValueError(f"{shown(value)} is no voice of Twilio; write one such as Polly.Joanna, or leave it out")
    return value


def zone(value: str) -> str:
    """Return the IANA name of a time zone, in whatever case it was written."""
    found = _zones().get(re.sub(r"\s+", "_", value).casefold())
    if not found:
        raise ValueError(f"there is no time zone {shown(value)}; write an IANA name such as Europe/Paris")
    return found


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def country(value: str) -> str:
    """Return a country's two letters."""
    if value.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"there is no country {shown(value)}; write two letters of ISO 3166 such as US")
    return value.upper()


def language(value: str) -> str:
    """Return a language's code, without its country; which languages there are is known later."""
    return re.split(r"[-_.]", value.lower())[0]


def flag(value: object) -> object:
    """Return whether something is on."""
    if not isinstance(value, str):
        return value
    if value.strip().lower() not in YES + NO:
        raise ValueError(f"{shown(value)} is neither on nor off; write true or false")
    return value.strip().lower() in YES


def number(value: object) -> object:
    """Return a whole number; pydantic looks at its range."""
    if isinstance(value, str) and not re.fullmatch(r"\s*[+-]?[0-9]+\s*", value):
        raise ValueError(f"{shown(value)} is no whole number; write digits only, such as 8000")
    return value


def level(value: str) -> str:
    """Return the name of a level of the log."""
    if value.upper() not in LEVELS:
        raise ValueError(f"there is no level {shown(value)}; write one of {', '.join(LEVELS)}")
    return logging.getLevelName(getattr(logging, value.upper()))  # type: ignore[no-any-return]


def url(value: str, schemes: Collection[str], *, may_ask: bool = False) -> str:
    """Return a URL of one of these schemes, "" for none; `may_ask` is whether it may have a query."""
    example = f"{next(iter(schemes))}://hotline.example.com"
    try:
        parts = urlsplit(value)
        wrong = parts.scheme.lower() not in schemes or not parts.hostname or parts.port == 0
    except ValueError:
        wrong = True
    if value and (wrong or re.search(r"\s", value)):
        raise ValueError(f"{shown(value)} is no URL for it; write one such as {example}")
    if value and not may_ask and (parts.query or parts.fragment):
        raise ValueError(f"{shown(value)} has a part that begins with ? or #; leave it out")
    return value


def map_url(value: str) -> str:
    """Return the address of a map with the places of a centre's latitude and longitude, "" for none."""
    if not value or value.lower() == "none":
        return ""
    try:
        url(value.format(latitude="1.5", longitude="2.5"), ("https", "http"), may_ask=True)
        wrong = not all(place in value for place in ("{latitude}", "{longitude}"))
    except (LookupError, ValueError, AttributeError):
        wrong = True
    if wrong:
        raise ValueError(
            f"{shown(value)} is no map; write an address with {{latitude}} and {{longitude}} in it, or none"
        )
    return value


def mail_server(value: str) -> str:
    """Return the URL of a mail server, "" for none; the sentence doesn't repeat its password."""
    try:
        return url(value, ("smtps", "smtp"))
    except ValueError:
        raise ValueError("it is no mail server; write smtps://user:password@mail.example.com") from None


def mail_address(value: str) -> str:
    """Return an address that mail can come from."""
    if len(value) > MOST_OF_A_HOST or not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", value):
        raise ValueError(f"{shown(value)} is no mail address; write one such as hotline@example.com")
    return value


def shown(value: object) -> str:
    """Return a value as a sentence repeats it: its beginning, without the password of a URL."""
    plain = re.sub(r"//[^/@]*@", "//...@", str(value))
    return repr(plain if len(plain) <= MOST_SHOWN else f"{plain[:MOST_SHOWN]}...")


def host(value: str) -> str:
    """Return an address to bind to."""
    if len(value) > MOST_OF_A_HOST or not (
        _is_address(value) if re.fullmatch("[0-9.]+", value) else re.fullmatch(HOST_NAME, value)
    ):
        raise ValueError(f"{shown(value)} is no address to bind to; write 127.0.0.1, or 0.0.0.0 for all")
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
        raise ValueError(
            f"{shown(value)} is no account SID; copy it from Twilio's Console > Account info (AC and 32 more)"
        )
    return value


def folder(path: Path) -> Path:
    """Return a folder that is there."""
    if not os.path.isdir(path):  # unlike Path.is_dir, it takes a name that is too long for none
        raise ValueError(f"there is no folder {shown(str(path))}; make it, or leave the setting out")
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
    if parts.get_backend_name() == "sqlite" and parts.database in (None, "", ":memory:"):
        raise ValueError(f"{shown(value)} names no file, and each process would have a database of its own; {advice}")
    if parts.get_backend_name() == "sqlite" and not Path(str(parts.database)).parent.is_dir():
        raise ValueError(f"there is no folder {shown(Path(str(parts.database)).parent)}; make it, or {advice}")
    if parts.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError(f"the hotline can't use {parts.get_backend_name()}; {advice}")
    return parts.render_as_string(hide_password=False)


def keys(value: str) -> str:
    """Return keys of 32 bytes in base64, comma-separated, "" for none."""
    given = [key.strip() for key in value.split(",") if key.strip()]
    if value and not (given and all(map(_is_key, given))):
        raise ValueError(
            "a key is 32 bytes in URL-safe base64, with commas between keys; "
            "make one with `python -m ivr.storage.keyring`"
        )
    return value


def key(value: str) -> str:
    """Return one key of 32 bytes in base64, "" for none."""
    if value and not _is_key(value):
        raise ValueError("it is one key of 32 bytes in URL-safe base64; make one with `python -m ivr.storage.keyring`")
    return value


def _is_key(text: str) -> bool:
    """Tell whether a text is one key and nothing else: decoding would pass over what is not of base64."""
    return re.fullmatch(r"[\w+/-]{43}=", text, re.ASCII) is not None


def plain_secret(value: str) -> str:
    """Return a secret that can stand in the header of a request."""
    if not value.isascii():
        raise ValueError("it has letters that no header of a request can hold; take letters and digits of English")
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
        raise ValueError(f"{shown(text)} is no phone number; write it as +12025550110, with commas between numbers")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def model(path: Path) -> Path:
    """Return the folder of a Vosk model."""
    if not os.path.isdir(path / "conf") or not any(path.rglob("final.mdl")):
        raise ValueError(
            f"there is no Vosk model in {shown(str(path))} (a folder that holds conf and am); "
            "name one, or leave the setting out"
        )
    return path


def is_here(address: str) -> bool:
    """Tell whether a URL or a host is of this machine only."""
    host = urlsplit(address).hostname or "" if "://" in address else address
    return HERE.fullmatch(host.lower()) is not None
