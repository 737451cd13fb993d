"""Read and keep the address that a customer writes on the page behind the link."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from pydantic import TypeAdapter
from sqlalchemy import select, update

from ivr.services.send_in.send_ins import Way
from ivr.services.send_in.tables import SendInRow, ShipmentRow
from ivr.services.service import Context
from ivr.sources.http import BackEnd
from ivr.sources.values import one_line
from ivr.storage import Database, Json, Rows, connection_of

LONGEST = 100
NEEDED, FIELDS = ("name", "street", "city"), ("name", "street", "more", "postcode", "city")


@dataclass(frozen=True)
class Address:
    """Where a courier comes; `more` is a floor, a company, a bell."""

    name: str
    street: str
    more: str
    postcode: str
    city: str


@dataclass(frozen=True)
class AddressPage:
    """What a link shows: the request's number and country, and the address as far as it is known."""

    number: str
    country: str
    address: Address | None = None


class Addresses(Protocol):
    """Where addresses are kept. Both raise LookupFailed."""

    def page(self, number: str) -> AddressPage | None:
        """Return what is known of a request that still waits for the courier, else None."""
        ...

    def keep(self, number: str, address: Address) -> bool:
        """Keep the address; return False where the request no longer waits for the courier."""
        ...


def read_address(given: Mapping[str, str]) -> tuple[Address, Mapping[str, str]]:
    """Return what was written, and for each field that won't do why: "missing" or "long"."""
    written = {name: one_line(given.get(name, "")) for name in FIELDS}
    wrong = {name: "missing" for name in NEEDED if not written[name]}
    wrong |= {name: "long" for name, value in written.items() if len(value) > LONGEST}
    return Address(**written), wrong


def open_addresses(context: Context) -> Addresses:
    """Return the HTTP back end when the settings name one, else our own tables."""
    back_end = context.back_end
    return HttpAddresses(back_end) if back_end else SqlAddresses(context.database)


class SqlAddresses:
    """Keep addresses in the hotline's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, number: str) -> AddressPage | None:
        """Return what is known of a request; see Addresses."""
        with self._database.reading_rows() as rows:
            row = connection_of(rows).execute(_waiting(number)).first()
        if row is None:
            return None
        return AddressPage(row.number, row.country, Address(**row.address) if isinstance(row.address, dict) else None)

    def keep(self, number: str, address: Address) -> bool:
        """Keep the address; see Addresses."""
        with self._database.writing_rows() as rows:
            if connection_of(rows).execute(_waiting(number)).first() is None:
                return False
            _write(rows, number, asdict(address))
        return True


def _waiting(number: str) -> Any:
    shipped = select(ShipmentRow.way).where(ShipmentRow.send_in_id == SendInRow.id).exists()
    waits = (SendInRow.stage == "booked", SendInRow.way == Way.COURIER.value)
    return select(SendInRow).where(SendInRow.number == number, *waits, ~shipped)


def _write(rows: Rows, number: str, address: Json) -> None:
    connection_of(rows).execute(update(SendInRow).where(SendInRow.number == number).values(address=address))


class HttpAddresses:
    """Keep addresses in an HTTP back end, as openapi.yaml describes it."""

    _shape = TypeAdapter(dict[str, AddressPage | None])

    def __init__(self, back_end: BackEnd) -> None:
        self._back_end = back_end

    def page(self, number: str) -> AddressPage | None:
        """Return what is known of a request; see Addresses."""
        return self._ask({"number": number})

    def keep(self, number: str, address: Address) -> bool:
        """Keep the address; see Addresses."""
        return self._ask({"number": number, "address": asdict(address)}) is not None

    def _ask(self, question: dict[str, Json]) -> AddressPage | None:
        return self._back_end.read_part("/send-in/address", question, self._shape, "page")
