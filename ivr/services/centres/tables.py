"""The tables of service centres, of the places near which they are sought, and of appointments."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import ROW, Base, EncryptedText

Name = String(64)
Line = String(255)


class PlaceRow(Base):
    """A city or a district; `key` is its plain name, area and country, `size` how many centres are in it."""

    __tablename__ = "places"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Line, unique=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    area: Mapped[dict[str, str]] = mapped_column(JSON)
    country: Mapped[str] = mapped_column(String(2))
    latitude: Mapped[float]
    longitude: Mapped[float]
    size: Mapped[int]


class PlaceNameRow(Base):
    """What a place is called, in any language; `keys` spell it, `area` is true for the name of its area."""

    __tablename__ = "place_names"

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(Line, primary_key=True, index=True)
    is_area: Mapped[bool] = mapped_column(primary_key=True)
    keys: Mapped[str] = mapped_column(Line, index=True)


class PlacePrefixRow(Base):
    """A prefix of the phone numbers of a place, beginning with the country code."""

    __tablename__ = "place_prefixes"

    prefix: Mapped[str] = mapped_column(Name, primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id", ondelete="CASCADE"), primary_key=True)


class CentreRow(Base):
    """A service centre; `week` and `exceptions` are hours as `ivr.services.centres.hours` reads them.

    `figures` are those of a postcode without letters, `extended` minutes after closing. `seats` are the appointments
    of one slot of `slot_minutes`; 0 takes none.
    """

    __tablename__ = "centres"
    __table_args__ = (
        Index("ix_centres_country_latitude", "country", "latitude"),
        Index("ix_centres_country_figures", "country", "figures"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Name, unique=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    address: Mapped[dict[str, str]] = mapped_column(JSON)
    city: Mapped[dict[str, str]] = mapped_column(JSON)
    country: Mapped[str] = mapped_column(String(2))
    postcode: Mapped[str] = mapped_column(Name)
    figures: Mapped[str] = mapped_column(Name)
    latitude: Mapped[float]
    longitude: Mapped[float]
    timezone: Mapped[str] = mapped_column(Name)
    week: Mapped[str] = mapped_column(Line)
    exceptions: Mapped[str] = mapped_column(Line)
    extended: Mapped[int]
    seats: Mapped[int]
    slot_minutes: Mapped[int]


class AppointmentRow(Base):
    """An appointment: one seat of a slot, which the primary key gives to one customer only.

    `key` is the command's, so that one that comes twice is done once; `phone` is the number of the call, if any.
    """

    __tablename__ = "appointments"
    __table_args__ = ({"info": {ROW: ("key",)}},)

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id", ondelete="CASCADE"), primary_key=True)
    starts: Mapped[datetime] = mapped_column(primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Line, unique=True)
    number: Mapped[str] = mapped_column(Name)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    at: Mapped[datetime]


class CourseRow(Base):
    """A course for older users at a centre, with as many `seats`; `title` is by language."""

    __tablename__ = "courses"
    __table_args__ = (Index("ix_courses_centre_id_starts", "centre_id", "starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Name, unique=True)
    centre_id: Mapped[int] = mapped_column(ForeignKey("centres.id", ondelete="CASCADE"))
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    starts: Mapped[datetime]
    seats: Mapped[int]


class CourseSeatRow(Base):
    """A seat of a course, which the primary key gives to one customer only; see AppointmentRow."""

    __tablename__ = "course_seats"
    __table_args__ = ({"info": {ROW: ("key",)}},)

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Line, unique=True)
    number: Mapped[str] = mapped_column(Name)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    at: Mapped[datetime]
