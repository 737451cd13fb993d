"""The page of a phone that is sent in: where its parcel is, and where the courier shall come."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from babel import Locale
from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask import request as asked

from ivr.dialog.instructions import Say
from ivr.page_links import Link, revoke_links
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
from ivr.services.send_in.forms.request import tell_request
from ivr.services.send_in.send_ins import Direction, Scan, SendIn, SendIns

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


class SendInDoor(Door, Protocol):
    """What the page needs of the pages behind links, and where requests and addresses are kept."""

    @property
    def addresses(self) -> Addresses:
        """Return where addresses are kept."""
        ...

    @property
    def send_ins(self) -> SendIns:
        """Return where requests are found."""
        ...


@dataclass(frozen=True)
class SendInPage:
    """The page of a request, with the form for the address while the courier is awaited."""

    door: SendInDoor

    def add_to(self, pages: Blueprint) -> None:
        """Add its routes."""
        pages.add_url_rule("/a/<token>", "send_in", self.show)
        pages.add_url_rule("/a/<token>", "keep_address", self.keep, methods=["POST"])

    def show(self, token: str) -> Response:
        """Show how far the request is; while the courier is awaited, the form and what was written before."""
        link, region = self.door.open(token, PURPOSE)
        request, page = self._request(link, region), self.door.addresses.page(link.thing)
        if request is None and page is None:
            self.door.refuse("page_address_over", link.language, region, 410)
        return self._page(token, link, region, request, page, address=page.address if page else None)

    def keep(self, token: str) -> Response:
        """Keep an address that was written, or say what is wrong with it."""
        link, region = self.door.open(token, PURPOSE)
        request = self._request(link, region)
        address, wrong = read_address(asked.form)
        if wrong:
            page = self.door.addresses.page(link.thing)
            return self._page(token, link, region, request, page, address=address, wrong=wrong)
        if not self.door.addresses.keep(link.thing, address):
            self.door.refuse("page_address_over", link.language, region, 410)
        return make_response(redirect(url_for("pages.send_in", token=token), 303))

    def _request(self, link: Link, region: Region) -> SendIn | None:
        """Return the request of the phone that the link was sent to; where it is over the link ends.

        None for a link of before links said whose phone it is.
        """
        phone = str(link.identity.get("phone", ""))
        request = self.door.send_ins.find(link.thing, phone, link.call_sid) if phone else None
        if request and (why := why_over(request)):
            with self.door.database.writing_rows() as rows:
                revoke_links(rows, PURPOSE, link.thing, self.door.clock())
            self.door.refuse(why, link.language, region, 410)
        return request

    def _page(
        self,
        token: str,
        link: Link,
        region: Region,
        request: SendIn | None,
        page: AddressPage | None,
        *,
        address: Address | None,
        wrong: Mapping[str, str] = NOTHING,
    ) -> Response:
        write = self.door.writes(link.language, region)
        always = {"language": link.language, "t": write, "call": self.door.call_us(write, region), "token": token}
        shown = {"title": title(request, write), "told": told(request, write) if request else (), "number": link.thing}
        kept = lines(page.address) if page and page.address and not wrong else []
        form = {"inputs": inputs(address, wrong, write), "longest": LONGEST, "kept": kept} if page else {}
        country = country_name(page, link.language) if page else ""
        text = render_template("pages/send_in.html", country=country, **form, **shown, **always)
        return make_response(text, 422 if wrong else 200)


def why_over(request: SendIn) -> str:
    """Return the prompt that says why the page of a request has ended, "" while it has not."""
    if request.stage == "cancelled":
        return "page_send_in_cancelled"
    is_back = any(each.way == Direction.TO_YOU and each.scan == Scan.DELIVERED for each in request.shipments)
    return "page_over" if is_back else ""


def title(request: SendIn | None, write: Write) -> str:
    """Return what the page is called."""
    return write("page_send_in_title", model=dict(request.model)) if request else write("page_address_title")


def told(request: SendIn, write: Write) -> Sequence[str]:
    """Return where the parcel is, or what is booked, as by phone; that the address is missing the form says."""
    says = tell_request({"send_request": request.to_json()})
    return [
        write(say.prompt, **say.values) for say in says if isinstance(say, Say) and say.prompt != "send_address_missing"
    ]


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
