"""Read the environment once into frozen, documented settings.

Every setting is an environment variable with the prefix `IVR_` (or a line of `var/hotline.env`), for example
`IVR_DATABASE_URL`. The table in the README is checked against this class.
"""

import os
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import available_timezones

import phonenumbers
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class BadSettings(ValueError):
    """A setting is wrong; the message is one sentence for each that says what to do."""


class Settings(BaseSettings):
    """Hold what may differ between two installations; everything else is code."""

    model_config = SettingsConfigDict(env_prefix="IVR_", frozen=True, extra="ignore")

    env: Literal["development", "production"] = Field(
        "development", description="production refuses made-up keys and the simulator"
    )
    brand: str = Field("Acme", description="the name callers hear")
    language: str = Field("en", description="language of callers where no file of a region says another")
    voice: str = Field("", description="Twilio's voice for prompts without a recording; empty means the account's own")
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
        0, ge=0, description="reverse proxies in front of the web server, each of which adds to X-Forwarded-For"
    )
    web_workers: int = Field(2, description="gunicorn worker processes")
    web_threads: int = Field(8, description="threads of each web worker")
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

    speech: bool = Field(True, description="off means keypad only")
    model_path: Path | None = Field(None, description="folder of a Vosk model; empty means the fetched one")
    transcript_model_path: Path | None = Field(
        None, description="folder of a larger Vosk model for transcripts after calls; empty means the one of the calls"
    )
    decoders: int = Field(0, description="decoder processes of the media gateway; 0 means one a core")
    look_up_url: str = Field("", description="base URL of an HTTP back end for repairs; empty means our own tables")
    look_up_token: SecretStr = Field(SecretStr(""), description="bearer token for the HTTP back end")
    log_level: str = Field("INFO", description="lowest level that is logged")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"there is no time zone {value!r}; write an IANA name such as Europe/Paris")
        return value

    @field_validator("region")
    @classmethod
    def _known_country(cls, value: str) -> str:
        if value not in phonenumbers.SUPPORTED_REGIONS:
            raise ValueError(f"there is no country {value!r}; write two letters of ISO 3166 such as US")
        return value

    @field_validator("agent_numbers")
    @classmethod
    def _as_twilio_writes_them(cls, numbers: str, info: ValidationInfo) -> str:
        return ",".join(
            _dialled(part.strip(), info.data.get("region", "US")) for part in numbers.split(",") if part.strip()
        )

    @model_validator(mode="after")
    def _refuse_made_up_keys_in_production(self) -> Self:
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
    def database(self) -> str:
        """Return the SQLAlchemy URL of the database."""
        return self.database_url or f"sqlite:///{self.data / 'hotline.sqlite3'}"


@cache
def load() -> Settings:
    """Return the process's settings, read once: the environment, then hotline.env in the data folder.

    Raises:
        BadSettings: one of them is wrong.
    """
    folder = Path(os.environ.get("IVR_DATA", PROJECT / "var"))
    try:
        return Settings(_env_file=folder / "hotline.env")
    except ValidationError as error:
        raise BadSettings("\n".join(_sentence(dict(problem)) for problem in error.errors())) from None


def _sentence(problem: dict[str, Any]) -> str:
    """Return what is wrong with a setting, with its name."""
    what = problem["msg"].removeprefix("Value error, ")
    if not problem["loc"]:
        return str(what)
    name = f"IVR_{'_'.join(map(str, problem['loc'])).upper()}"
    return f"{name}: {what}" if problem["type"] == "value_error" else f"{name}={problem['input']}: {what.lower()}"


def _dialled(text: str, region: str) -> str:
    """Return an agent's address as Twilio tells it: a number in E.164, however it was written, or a client's name."""
    if text.startswith(("client:", "sip:")):
        return text
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError(f"{text} is no phone number; write it as +12025550110, with commas between numbers")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
