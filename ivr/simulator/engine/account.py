"""An account: its keys, its numbers, and all that belongs to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ivr.simulator.web.signature import SharedKey, signature


@dataclass(frozen=True)
class Hook:
    """Where the app is asked: a URL and a method."""

    url: str
    method: str = "POST"


@dataclass(frozen=True)
class Hooks:
    """The app's URLs for a call, as a number or a REST request names them; `sms` is asked about text messages."""

    voice: Hook | None = None
    fallback: Hook | None = None
    status: Hook | None = None
    status_events: tuple[str, ...] = ("completed",)
    sms: Hook | None = None

    def or_else(self, others: "Hooks") -> "Hooks":
        """Return these, and the others' where there are none."""
        return Hooks(
            self.voice or others.voice,
            self.fallback or others.fallback,
            self.status or others.status,
            self.status_events if self.status else others.status_events,
            self.sms or others.sms,
        )


def hooks_of(order: Mapping[str, Any]) -> Hooks:
    """Return the URLs that an order names: `url`, asked by `method`, `fallback_url`, `status_callback`, `sms_url`."""
    hooks = {name: Hook(str(order[name])) for name in ("fallback_url", "status_callback", "sms_url") if order.get(name)}
    voice = Hook(str(order["url"]), str(order.get("method") or "POST").upper()) if order.get("url") else None
    fallback, status = hooks.get("fallback_url"), hooks.get("status_callback")
    return Hooks(voice, fallback, status, sms=hooks.get("sms_url"))


@dataclass
class Application:
    """URLs under a name (a TwiML app), for numbers and calls."""

    sid: str
    name: str
    hooks: Hooks
    created: datetime
    sms: Hook | None = None


@dataclass
class Number:
    """A number of ours that callers can dial; with an application, its own voice URLs are not asked."""

    sid: str
    number: str
    name: str
    hooks: Hooks
    sms: Hook | None = None
    application: Application | None = None

    def voice_hooks(self) -> Hooks:
        """Return the URLs of a call to it."""
        return self.application.hooks if self.application else self.hooks


def keys_in(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the API key that an environment names, with its secret: where the app reads it, too."""
    key, secret = environment.get("TWILIO_API_KEY", ""), environment.get("TWILIO_API_SECRET", "")
    return {key: secret} if key and secret else {}


@dataclass
class Account:
    """Credentials, the numbers bought with them, those verified as caller IDs, and API keys with their secrets."""

    sid: str
    token: str
    name: str = "Simulator"
    numbers: dict[str, Number] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    shared_key: SharedKey | None = None
    verified: set[str] = field(default_factory=set)
    api_keys: dict[str, str] = field(default_factory=dict)

    def signing(self, url: str, form: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
        """Return the headers that sign a request to the app: by its shared key if there is one, else by the token."""
        if self.shared_key is not None:
            return self.shared_key.headers(url, form)
        return {"X-Twilio-Signature": signature(self.token, url, form)}
