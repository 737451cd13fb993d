"""The page for the address of a phone that is sent in: what it takes, what it refuses, and when it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from ivr.services.send_in.addresses import HttpAddresses, read_address
from ivr.services.send_in.booking import open_cancelling
from ivr.services.send_in.tables import SendInRow
from ivr.services.service import Context
from ivr.sources import LookupFailed
from ivr.sources.http import BackEnd
from tests.telephony.rest_stand import rest_stand

WRITTEN = {"name": "Ada Example", "street": "1 Main Street", "more": "", "postcode": "02114", "city": "Boston"}


def writes(site, token, **changes):
    return site.client.post(f"/p/a/{token}", data=WRITTEN | changes)


def kept(site):
    with site.database.reading() as session:
        return session.scalar(select(SendInRow.address).where(SendInRow.number == site.request))


def test_an_address_is_kept_encrypted_and_shown_again(site):
    token = site.link_to_address()
    assert (writes(site, token).status_code, kept(site)) == (303, WRITTEN)
    page = site.sees(f"a/{token}")
    assert "Thank you, we have your address." in page
    assert "Ada Example<br>1 Main Street<br>02114 Boston<br>United States" in page
    with site.database.reading() as session:
        stored = session.execute(text("select address from send_ins where address is not null")).scalar_one()
    assert b"Main Street" not in bytes(stored)


def test_what_is_missing_is_named_beside_its_field_and_the_rest_stays(site):
    answer = writes(site, site.link_to_address(), name=" ", city="x" * 101)
    assert answer.status_code == 422
    assert 'id="name-error">Please fill this in.' in answer.text
    assert 'id="city-error">Please write at most a hundred letters.' in answer.text
    assert 'value="1 Main Street"' in answer.text
    assert kept(site) is None


def test_markup_and_line_breaks_do_no_harm(site):
    token = site.link_to_address()
    writes(site, token, name="<b>Ada</b>\r\nExample")
    assert "&lt;b&gt;Ada&lt;/b&gt; Example" in site.sees(f"a/{token}")


def test_the_link_ends_after_a_day(site):
    token = site.link_to_address()
    site.clock.passes(timedelta(hours=23).total_seconds())
    assert site.opens(f"a/{token}").status_code == 200
    site.clock.passes(timedelta(hours=1).total_seconds())
    assert (site.opens(f"a/{token}").status_code, writes(site, token).status_code) == (404, 404)


def test_a_cancelled_request_needs_no_address(site):
    token = site.link_to_address()
    context = Context(site.settings, site.database, site.clock)
    open_cancelling(context)({"send_request": {"number": site.request}}, "CA1:9:c")
    assert site.opens(f"a/{token}").status_code == writes(site, token).status_code == 410


def test_the_link_to_a_repair_opens_no_address_and_the_other_way_round(site):
    repair, address = site.link(), site.link_to_address()
    assert (site.opens(f"a/{repair}").status_code, writes(site, repair).status_code) == (404, 404)
    assert site.opens(address).status_code == 404


def test_a_back_end_is_told_the_address():
    page = {"page": {"number": "77001122", "country": "US", "address": WRITTEN}}
    with rest_stand((200, page), (200, {"page": None}), (200, {})) as stand:
        addresses = HttpAddresses(BackEnd(stand.url, "token"))
        assert addresses.page("77001122").address.city == "Boston"
        assert not addresses.keep("77001122", read_address(WRITTEN)[0])
        with pytest.raises(LookupFailed):
            addresses.page("77001122")
    assert [path for path, _, _ in stand.requests] == ["/send-in/address"] * 3
