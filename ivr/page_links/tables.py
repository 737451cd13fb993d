"""The table of links to pages."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedJson, Json

Name = String(64)


class PageLinkRow(Base):
    """A link that was sent. Its token is not kept, only a hash of it.

    `purpose` names the page; `about` is what it shows and which numbers were verified when it was asked for, and
    `about_index` finds the links to one thing. `uses` counts how often it was opened, `most_uses` is the end of that.
    """

    __tablename__ = "page_links"
    __table_args__ = ({"info": {ROW: ("token_hash",)}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    purpose: Mapped[str] = mapped_column(Name)
    about: Mapped[Json] = mapped_column(EncryptedJson, nullable=True)
    about_index: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    call_sid: Mapped[str] = mapped_column(Name, index=True)
    language: Mapped[str] = mapped_column(Name)
    region: Mapped[str] = mapped_column(Name)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    uses: Mapped[int]
    most_uses: Mapped[int]
