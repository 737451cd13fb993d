"""Make links, open them, and take them back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from ivr.page_links.tables import PageLinkRow
from ivr.storage import Json, Rows, connection_of
from ivr.storage.binding import keyring_of

TOKEN_BYTES = 16
LIVES = {
    "repair": timedelta(days=30),
    "survey": timedelta(days=30),
    "send_in": timedelta(days=30),
    "my_data": timedelta(days=7),
    "appointment": timedelta(days=60),
}
"""How long a link opens its page, by the purposes there are."""

MOST_USES, FEW_USES = 100, {"my_data": 20}
"""How often a link opens its page, and where less often."""


@dataclass(frozen=True)
class LinkOrder:
    """What a link is to open: a page of this purpose, about this thing, for who has shown these numbers.

    `to` is the phone that it is sent to, "" where none is known.
    """

    purpose: str
    thing: str
    identity: Mapping[str, Json]
    language: str
    region: str = ""
    call_sid: str = ""
    to: str = ""


@dataclass(frozen=True)
class Link:
    """A link that is open."""

    id: int
    purpose: str
    thing: str
    identity: Mapping[str, Any]
    language: str
    region: str
    call_sid: str
    to: str


def make_link(rows: Rows, order: LinkOrder, now: datetime) -> str:
    """Return the token of a new link; it can't be had again."""
    token = token_urlsafe(TOKEN_BYTES)
    row = {
        "token_hash": _hash(token),
        "purpose": order.purpose,
        "about": {"thing": order.thing, "identity": dict(order.identity), "to": order.to},
        "about_index": _index(rows, order.purpose, order.thing),
        "call_sid": order.call_sid,
        "language": order.language,
        "region": order.region,
        "created_at": now,
        "expires_at": now + LIVES[order.purpose],
        "revoked_at": None,
        "uses": 0,
        "most_uses": FEW_USES.get(order.purpose, MOST_USES),
    }
    connection_of(rows).execute(insert(PageLinkRow).values(row))
    return token


def open_link(rows: Rows, token: str, now: datetime) -> Link | None:
    """Count a use of a link and return it; None for one that is foreign, expired, revoked or used up."""
    row = PageLinkRow
    is_open = (*_opens(token, now), row.uses < row.most_uses)
    used = update(row).where(*is_open).values(uses=row.uses + 1).returning(*_PARTS)
    return _link(connection_of(rows).execute(used).one_or_none())


def look_at(rows: Rows, token: str, now: datetime) -> Link | None:
    """Return a link without counting a use, for what belongs to a page that was opened; None as `open_link`."""
    return _link(connection_of(rows).execute(select(*_PARTS).where(*_opens(token, now))).one_or_none())


def language_of(rows: Rows, token: str) -> str:
    """Return the language of a link, open or not; "" for a foreign one."""
    found = select(PageLinkRow.language).where(PageLinkRow.token_hash == _hash(token))
    return connection_of(rows).scalar(found) or ""


def revoke_links(rows: Rows, purpose: str, thing: str, now: datetime) -> None:
    """Take back all links to one thing."""
    which = (PageLinkRow.about_index == _index(rows, purpose, thing), PageLinkRow.revoked_at.is_(None))
    connection_of(rows).execute(update(PageLinkRow).where(*which).values(revoked_at=now))


_PARTS = (
    *(PageLinkRow.id, PageLinkRow.purpose, PageLinkRow.about, PageLinkRow.language, PageLinkRow.region),
    PageLinkRow.call_sid,
)


def _opens(token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return PageLinkRow.token_hash == _hash(token), PageLinkRow.expires_at > now, PageLinkRow.revoked_at.is_(None)


def _link(found: Any) -> Link | None:
    if found is None:
        return None
    about: Any = found.about
    told = (found.language, found.region, found.call_sid, about.get("to", ""))
    return Link(found.id, found.purpose, about["thing"], about["identity"], *told)


def _hash(token: str) -> bytes:
    """Return a hash of a token: it is random, so nobody finds it by trying."""
    return hashlib.sha256(token.encode()).digest()


def _index(rows: Rows, purpose: str, thing: str) -> bytes:
    return keyring_of(connection_of(rows).dialect).blind_index(f"{purpose} {thing}")
