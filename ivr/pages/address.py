"""The page on which a customer writes where the courier shall come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from babel import Locale
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from ivr.page_links import Link
from ivr.pages.door import Door
from ivr.regions import Region
from ivr.services.send_in.address_link import PURPOSE
from ivr.services.send_in.addresses import (
    FIELDS,
    LONGEST,
    NEEDED,
    Address,
    Addresses,
    AddressPage,
    read_address,
)

NOTHING: Mapping[str, str] = {}
"""What is wrong with an address that is right."""

AUTOCOMPLETE = {
    "name": "name",
    "street": "address-line1",
    "more": "address-line2",
    "postcode": "postal-code",
    "city": "address-level2",
}
"""What browsers fill the fields with, by the names of HTML."""

Write = Callable[..., str]


class AddressDoor(Door, Protocol):
    """What the page needs of the pages behind links, and where addresses are kept."""

    @property
    def addresses(self) -> Addresses:
        """Return where addresses are kept."""
        ...


@dataclass(frozen=True)
class AddressForm:
    """The page with the form for the address."""

    door: AddressDoor

    def add_to(self, pages: Blueprint) -> None:
        """Add its routes."""
        pages.add_url_rule("/a/<token>", "address", self.show)
        pages.add_url_rule("/a/<token>", "keep_address", self.keep, methods=["POST"])

    def show(self, token: str) -> Response:
        """Show the form, and what was written before."""
        link, region = self.door.open(token, PURPOSE)
        page = self.door.addresses.page(link.thing)
        kept = page.address if page else None
        return self._page(token, link, region, page, kept, kept=lines(kept) if kept else [])

    def keep(self, token: str) -> Response:
        """Keep an address that was written, or say what is wrong with it."""
        link, region = self.door.open(token, PURPOSE)
        address, wrong = read_address(request.form)
        if wrong:
            return self._page(token, link, region, self.door.addresses.page(link.thing), address, wrong, kept=[])
        if not self.door.addresses.keep(link.thing, address):
            return self._page(token, link, region, None, address, kept=[])
        return make_response(redirect(url_for("pages.address", token=token), 303))

    def _page(
        self,
        token: str,
        link: Link,
        region: Region,
        page: AddressPage | None,
        address: Address | None,
        wrong: Mapping[str, str] = NOTHING,
        *,
        kept: list[str],
    ) -> Response:
        """Return the form, or that no address is needed any more."""
        write = self.door.writes(link.language, region)
        always = {"language": link.language, "t": write, "call": self.door.call_us(write, region)}
        if page is None:
            over = render_template("pages/gone.html", why=write("page_address_over"), **always)
            return make_response(over, 410)
        shown = {"number": page.number, "country": country_name(page, link.language), "longest": LONGEST}
        fields = inputs(address, wrong, write)
        form = render_template("pages/address.html", token=token, kept=kept, inputs=fields, **shown, **always)
        return make_response(form, 422 if wrong else 200)


@dataclass(frozen=True)
class Input:
    """A field of the form; `error` says what is wrong with it, "" for nothing."""

    name: str
    label: str
    value: str
    autocomplete: str
    is_needed: bool
    error: str


def inputs(address: Address | None, wrong: Mapping[str, str], write: Write) -> list[Input]:
    """Return the fields of the form with what is in them."""
    return [
        Input(
            name,
            write(f"page_address_{name}"),
            getattr(address, name) if address else "",
            AUTOCOMPLETE[name],
            name in NEEDED,
            write(f"page_address_is_{wrong[name]}") if name in wrong else "",
        )
        for name in FIELDS
    ]


def country_name(page: AddressPage, language: str) -> str:
    """Return the country in the language of the page."""
    return str(Locale.parse(language).territories.get(page.country, page.country))


def lines(address: Address) -> list[str]:
    """Return an address as it is read back."""
    last = " ".join(filter(None, (address.postcode, address.city)))
    return [line for line in (address.name, address.street, address.more, last) if line]
