"""Read the environment once into frozen, documented settings.

Every setting is an environment variable with the prefix `IVR_` (or a line of `var/hotline.env`), for example
`IVR_DATABASE_URL`. The table in the README is checked against this class.
"""

import os
import re
import sys
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, Self

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ivr import setting_values as read

PROJECT = Path(__file__).resolve().parent.parent
NUMBERS = (
    *("web_port", "media_port", "simulator_port", "proxies", "web_workers", "web_threads", "decoders"),
    *("calls_per_number", "calls_per_prefix", "calls_withheld"),
)
SMS_LIMITS = ("sms_a_day", "sms_a_day_number", "sms_a_day_block")
SECRETS = ("secret_key", "twilio_auth_token", "photo_key", "look_up_token", "metrics_token")
WEB, STREAM = ("https", "http"), ("wss", "ws")
PREFIX = "IVR_"
MOST = 1_000_000
"""The largest limit of calls or text messages: beyond it a digit too many was typed."""


class BadSettings(ValueError):
    """A setting is wrong; the message is one sentence for each that says what to do."""


def _secret(prove: Callable[[str], str]) -> Callable[[SecretStr], SecretStr]:
    """Return a validator that proves what a secret holds."""

    def validator(value: SecretStr) -> SecretStr:
        prove(value.get_secret_value())
        return value

    return validator


class Settings(BaseSettings):
    """Hold what may differ between two installations; everything else is code."""

    model_config = SettingsConfigDict(
        env_prefix="IVR_", frozen=True, extra="ignore", env_ignore_empty=True, str_strip_whitespace=True
    )

    env: Literal["development", "production"] = Field(
        "development", description="production refuses made-up keys and the simulator"
    )
    brand: str = Field("Acme", description="the name callers hear")
    language: str = Field("en", description="language of callers where no file of a region says another")
    voice: str = Field("", description="Twilio's voice for what is neither recorded nor spoken offline")
    timezone: str = Field("UTC", description="time zone (IANA name) where no file of a region says another")
    region: str = Field("US", description="country of phone numbers without one, and of holidays (ISO 3166)")
    regions: Path = Field(PROJECT / "regions", description="folder of the regions' files (docs/languages.md)")
    data: Path = Field(PROJECT / "var", description="folder of the embedded database and keys")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data folder")
    encryption_keys: SecretStr = Field(
        SecretStr(""), description="comma-separated keys of 32 bytes in base64, newest first; made on first `make run`"
    )
    index_key: SecretStr = Field(
        SecretStr(""), description="key of the blind indexes, never rotated; made on first `make run`"
    )
    secret_key: SecretStr = Field(
        SecretStr(""), description="signs console sessions and stream tokens; made on first `make run`"
    )

    host: str = Field("127.0.0.1", description="address that web, media and simulator bind to")
    web_port: int = Field(8000, ge=1, le=65535, description="port of the webhooks and the console")
    media_port: int = Field(8001, ge=1, le=65535, description="port of the media gateway (WebSocket)")
    simulator_port: int = Field(8002, ge=1, le=65535, description="port of the simulator (browser phone and REST)")
    proxies: int = Field(
        0, ge=0, le=16, description="reverse proxies in front of the web server, each of which adds to X-Forwarded-For"
    )
    web_workers: int = Field(2, ge=1, le=64, description="gunicorn worker processes")
    web_threads: int = Field(8, ge=1, le=256, description="threads of each web worker")
    public_url: str = Field("", description="base URL that Twilio calls, as signed; empty means http://host:web_port")
    media_url: str = Field(
        "", description="wss URL of the media gateway as Twilio reaches it; empty means ws://host:media_port/media"
    )

    twilio_account_sid: str = Field("AC" + "0" * 32, description="Twilio account")
    twilio_auth_token: SecretStr = Field(SecretStr(""), description="primary auth token: checks signatures, signs REST")
    twilio_api_url: str = Field(
        "", description="base URL of Twilio's REST; empty means Twilio itself, `make run` points it at the simulator"
    )
    agent_numbers: str = Field("", description="comma-separated numbers of agents that may answer the queue by phone")

    sms_from: str = Field(
        "", description="number or messaging service (MG...) that sends text messages; empty means none are sent"
    )
    sms_countries: str = Field(
        "", description="comma-separated countries (ISO 3166) that get text messages; empty means those of the regions"
    )
    sms_a_day: int = Field(1000, ge=0, le=MOST, description="text messages in 24 hours, all together")
    sms_a_day_number: int = Field(5, ge=0, le=MOST, description="text messages in 24 hours to one number")
    sms_a_day_block: int = Field(
        50, ge=0, le=MOST, description="text messages in 24 hours to numbers that differ in their last four digits only"
    )

    photo_key: SecretStr = Field(
        SecretStr(""), description="key with which centres sign photos of repairs; empty means none are taken"
    )
    calls_from: str = Field(
        "", description="number from which people are called where the region has none; empty means none are called"
    )

    calls_per_number: int = Field(50, ge=0, le=MOST, description="most live calls of one number; 0 means any")
    calls_per_prefix: int = Field(
        500,
        ge=0,
        le=MOST,
        description="most live calls of numbers that differ in their last four digits only; 0 means any",
    )
    calls_withheld: int = Field(
        500, ge=0, le=MOST, description="most live calls of callers who withhold their number; 0 means any"
    )

    speech: bool = Field(True, description="off means keypad only")
    model_path: Path | None = Field(None, description="folder of a Vosk model; empty means the fetched one")
    transcript_model_path: Path | None = Field(
        None, description="folder of a larger Vosk model for transcripts after calls; empty means the one of the calls"
    )
    decoders: int = Field(0, ge=0, le=256, description="decoder processes of the media gateway; 0 means one a core")
    look_up_url: str = Field("", description="base URL of an HTTP back end for repairs; empty means our own tables")
    look_up_token: SecretStr = Field(SecretStr(""), description="bearer token for the HTTP back end")
    map_url: str = Field(
        "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}",
        description="where a map of a service centre is shown, in text messages; `none` means no link",
    )
    metrics_token: SecretStr = Field(
        SecretStr(""), description="bearer token for /metrics; empty means it answers this machine only"
    )
    smtp_url: SecretStr = Field(
        SecretStr(""),
        description="mail server that sends alerts, such as smtps://user:password@mail.example.com; empty means none",
    )
    mail_from: str = Field("hotline@localhost", description="sender of the mails")
    alert_url: str = Field("", description="address that alerts are posted to as JSON; empty means none")
    log_level: str = Field("INFO", description="lowest level that is logged")

    _text = field_validator("*", mode="before")(read.text)
    _env = field_validator("env", mode="before")(lambda value: value.strip().lower())
    _brand = field_validator("brand")(read.brand)
    _voice = field_validator("voice")(read.voice)
    _zone = field_validator("timezone")(read.zone)
    _country = field_validator("region")(read.country)
    _language = field_validator("language")(read.language)
    _level = field_validator("log_level")(read.level)
    _flag = field_validator("speech", mode="before")(read.flag)
    _number = field_validator(*NUMBERS, *SMS_LIMITS, mode="before")(read.number)
    _web_url = field_validator("public_url", "twilio_api_url", "look_up_url")(lambda url: read.url(url, WEB))
    _alert_url = field_validator("alert_url")(lambda url: read.url(url, WEB, may_ask=True))
    _stream_url = field_validator("media_url")(lambda url: read.url(url, STREAM))
    _map_url = field_validator("map_url")(read.map_url)
    _mail_from = field_validator("mail_from")(read.mail_address)
    _host = field_validator("host")(read.host)
    _database = field_validator("database_url")(read.database)
    _keys = field_validator("encryption_keys")(_secret(read.keys))
    _key = field_validator("index_key")(_secret(read.key))
    _mail_server = field_validator("smtp_url")(_secret(read.mail_server))
    _plain = field_validator(*SECRETS)(_secret(read.plain_secret))

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_blank(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if not (isinstance(value, str) and value.isspace())}

    @field_validator("agent_numbers")
    @classmethod
    def _as_twilio_writes_them(cls, numbers: str, info: ValidationInfo) -> str:
        return read.agent_numbers(numbers, info.data.get("region", "US"))

    @field_validator("sms_from", "calls_from")
    @classmethod
    def _sends(cls, sender: str, info: ValidationInfo) -> str:
        return read.sender(sender, info.data.get("region", "US"))

    @field_validator("sms_countries")
    @classmethod
    def _are_countries(cls, countries: str) -> str:
        return ",".join(read.country(each.strip()) for each in countries.split(",") if each.strip())

    @model_validator(mode="after")
    def _refuse_what_is_unsafe_in_production(self) -> Self:
        if self.env == "production":
            needed = {
                "IVR_ENCRYPTION_KEYS": self.encryption_keys,
                "IVR_INDEX_KEY": self.index_key,
                "IVR_SECRET_KEY": self.secret_key,
                "IVR_TWILIO_AUTH_TOKEN": self.twilio_auth_token,
            }
            missing = [name for name, value in needed.items() if not value.get_secret_value()]
            if not self.public_url:
                missing.append("IVR_PUBLIC_URL")
            if missing:
                raise ValueError(f"production needs {', '.join(missing)}; see the README, 'Put it on a real number'")
        return self

    @property
    def web_base(self) -> str:
        """Return the URL Twilio signs, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.web_port}").rstrip("/")

    @property
    def media_base(self) -> str:
        """Return the WebSocket URL of the media gateway."""
        return self.media_url or f"ws://{self.host}:{self.media_port}/media"

    @property
    def key_file(self) -> Path | None:
        """Return the file of settings where it is what the encryption keys come from."""
        file = self.data / "hotline.env"
        return file if not os.environ.get("IVR_ENCRYPTION_KEYS") and file.is_file() else None

    @property
    def database(self) -> str:
        """Return the SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.data / 'hotline.sqlite3'}"


@cache
def load() -> Settings:
    """Return the process's settings, read once: the environment, then hotline.env in the data folder.

    Raises:
        BadSettings: one of them is wrong.
    """
    if not (PROJECT / "grammars").is_dir():
        raise BadSettings(f"{PROJECT} holds no grammars: run from a checkout that `pip install -e .` installed")
    file = Path(os.environ.get("IVR_DATA", "").strip() or PROJECT / "var") / "hotline.env"
    try:
        if unreadable := _unreadable(file):  # before anybody else complains of them
            raise BadSettings("\n".join(unreadable))
        settings = Settings(_env_file=file)
    except ValidationError as error:
        raise BadSettings("\n".join(_sentence(dict(problem)) for problem in error.errors())) from None
    except (OSError, UnicodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise BadSettings(f"{read.shown(file)} can't be read ({why}): mend or remove it") from None
    wrong = [*_unknown(file), *_unfit(settings)]
    if wrong:
        raise BadSettings("\n".join(wrong))
    return settings


def load_or_exit() -> Settings:
    """Return the settings; where one is wrong, say so and end with 2."""
    try:
        return load()
    except BadSettings as bad:
        print(bad, file=sys.stderr)
        sys.exit(2)


def _unreadable(file: Path) -> list[str]:
    """Return a sentence for each line of the file that sets nothing."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [
        f"{file}, line {number}: write NAME=value"
        for number, line in enumerate(lines, 1)
        if line.strip() and not re.match(r"\s*(#|(export\s+)?\w+\s*=)", line)
    ]


def _unknown(file: Path) -> list[str]:
    """Return a sentence for each setting that does not exist: a slip of the pen must not mean the default."""
    given = {*os.environ, *(dotenv_values(file) if file.is_file() else ())}
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    unknown = sorted(name for name in given if name.upper().startswith(PREFIX) and name.upper() not in known)
    return [f"there is no setting {name}; {_meant(name.upper(), known)}" for name in unknown]


def _meant(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, 0.75)
    return f"did you mean {near[0]}?" if near else "the README lists them all; take it out"


def _unfit(settings: Settings) -> list[str]:
    """Return a sentence for each setting that is written well and can't serve here."""
    wrong = [*_unfit_places(settings), *_same_ports(settings)]
    if settings.env == "production":
        if "brand" not in settings.model_fields_set:
            wrong.append(f"IVR_BRAND: callers would hear the made-up name {settings.brand}; write yours")
        return wrong + list(_unsafe(settings)) + _open_to_others(settings.data / "hotline.env")
    if not read.is_here(settings.public_url):
        wrong.append(
            "IVR_PUBLIC_URL is an address in the world, and with IVR_ENV=development its callers would hear of demo "
            "repairs: set IVR_ENV=production"
        )
    return wrong


def _same_ports(settings: Settings) -> list[str]:
    names = ["web_port", "media_port", *(["simulator_port"] if settings.env == "development" else [])]
    return [
        f"{PREFIX}{one.upper()} and {PREFIX}{other.upper()} are both {getattr(settings, one)}: give one another number"
        for one, other in combinations(names, 2)
        if getattr(settings, one) == getattr(settings, other)
    ]


def _unfit_places(settings: Settings) -> list[str]:
    places: dict[str, tuple[Callable[[Any], object], object]] = {}
    places["TWILIO_ACCOUNT_SID"] = read.account, settings.twilio_account_sid
    if settings.regions != PROJECT / "regions":
        places["REGIONS"] = read.folder, settings.regions
    if settings.speech:
        models = {"MODEL_PATH": settings.model_path, "TRANSCRIPT_MODEL_PATH": settings.transcript_model_path}
        places |= {name: (read.model, path) for name, path in models.items() if path}
    return [told for name, (prove, value) in places.items() if (told := _refused(PREFIX + name, prove, value))]


def _unsafe(settings: Settings) -> list[str]:
    """Return a sentence for each setting with which strangers could do what only we or Twilio may."""
    wrong = [
        _refused("IVR_SECRET_KEY", read.secret, settings.secret_key.get_secret_value()),
        _refused("IVR_TWILIO_AUTH_TOKEN", read.auth_token, settings.twilio_auth_token.get_secret_value()),
    ]
    if settings.metrics_token.get_secret_value():
        wrong.append(_refused("IVR_METRICS_TOKEN", read.secret, settings.metrics_token.get_secret_value()))
    if settings.photo_key.get_secret_value():
        wrong.append(_refused("IVR_PHOTO_KEY", read.secret, settings.photo_key.get_secret_value()))
    if settings.look_up_url:
        wrong.append(_refused("IVR_LOOK_UP_TOKEN", read.secret, settings.look_up_token.get_secret_value()))
    for name, url in (("IVR_PUBLIC_URL", settings.public_url), ("IVR_MEDIA_URL", settings.media_url)):
        if url.lower().startswith(("http:", "ws:")):
            wrong.append(f"{name}: without encryption anybody on the way hears the calls; write it with https or wss")
    return [sentence for sentence in wrong if sentence]


def _open_to_others(file: Path) -> list[str]:
    """Return a sentence where others than its owner can read the file of settings, which holds the keys."""
    is_open = file.is_file() and file.stat().st_mode & 0o077
    return [f"{file} holds keys and others can read it: chmod 600 {file}"] if is_open else []


def _refused(name: str, prove: Callable[[Any], object], value: object) -> str:
    """Return why a value is refused, "" when it is not."""
    try:
        prove(value)
    except ValueError as error:
        return f"{name}: {error}"
    return ""


def _sentence(problem: dict[str, Any]) -> str:
    """Return what is wrong with a setting, with its name."""
    what = problem["msg"].removeprefix("Value error, ")
    if not problem["loc"]:
        return str(what)
    name = f"{PREFIX}{'_'.join(map(str, problem['loc'])).upper()}"
    return (
        f"{name}: {what}"
        if problem["type"] == "value_error"
        else f"{name}={read.shown(problem['input'])}: {what.lower()}"
    )
