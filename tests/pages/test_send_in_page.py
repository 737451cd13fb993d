"""The page of a phone that is sent in: the address, the parcel, what it refuses, and when it ends."""

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
    token = site.link_to_send_in()
    assert (writes(site, token).status_code, kept(site)) == (303, WRITTEN)
    page = site.sees(f"a/{token}")
    assert "We have your address. You can still change it below." in page
    assert "needs your address" not in page
    assert "Ada Example<br>1 Main Street<br>02114 Boston<br>United States" in page
    with site.database.reading() as session:
        stored = session.execute(text("select address from send_ins where address is not null")).scalar_one()
    assert b"Main Street" not in bytes(stored)


def test_what_is_missing_is_named_beside_its_field_and_the_rest_stays(site):
    answer = writes(site, site.link_to_send_in(), name=" ", city="x" * 101)
    assert answer.status_code == 422
    assert 'id="name-error">Please fill this in.' in answer.text
    assert 'id="city-error">Please write at most a hundred letters.' in answer.text
    assert 'value="1 Main Street"' in answer.text
    assert kept(site) is None


def test_markup_and_line_breaks_do_no_harm(site):
    token = site.link_to_send_in()
    writes(site, token, name="<b>Ada</b>\r\nExample")
    assert "&lt;b&gt;Ada&lt;/b&gt; Example" in site.sees(f"a/{token}")


def test_the_page_says_where_the_parcel_is_and_asks_for_no_address_then(site):
    token = site.link_to_send_in()
    page = site.sees(f"a/{token}")
    assert "Sending in your Aurora 5" in page
    assert f"Your request number: {site.request}" in page
    assert "The courier comes Nov 23, 2026, 9:00" in page
    writes(site, token)
    site.scans("to_us", "in_transit", "Albany", site.clock().date())
    page = site.sees(f"a/{token}")
    assert "Your Aurora 5 is on its way to us with Swift Parcel." in page
    assert "Nov 22, 2026 at 10:30\u202fAM in Albany." in page
    assert "Main Street" not in page
    assert "<form" not in page
    assert writes(site, token).status_code == 410


def test_the_page_ends_when_the_phone_is_back(site):
    other, token = site.link_to_send_in("fr"), site.link_to_send_in()
    site.scans("to_us", "delivered")
    site.scans("to_you", "out_for_delivery")
    assert "Swift Parcel brings your Aurora 5 today." in site.sees(f"a/{token}")
    site.scans("to_you", "delivered")
    assert "This repair is over" in site.opens(f"a/{token}").text
    assert site.opens(f"a/{token}").status_code == 404  # it is revoked, not only refused
    assert site.opens(f"a/{other}").status_code == 200  # it leads to another request


def test_a_link_that_does_not_say_whose_phone_it_is_opens_the_form_only(site):
    token = site.link_to_send_in(shown=False)
    assert "Aurora" not in site.sees(f"a/{token}")
    assert writes(site, token).status_code == 303
    site.scans("to_us", "collected")
    gone = site.opens(f"a/{token}")
    assert (gone.status_code, "This request needs no address any more." in gone.text) == (410, True)


def test_the_link_ends_after_thirty_days(site):
    token = site.link_to_send_in()
    site.clock.passes(timedelta(days=29).total_seconds())
    assert site.opens(f"a/{token}").status_code == 200
    site.clock.passes(timedelta(days=1).total_seconds())
    assert (site.opens(f"a/{token}").status_code, writes(site, token).status_code) == (404, 404)


def test_a_cancelled_request_needs_no_address(site):
    token = site.link_to_send_in()
    context = Context(site.settings, site.database, site.clock)
    open_cancelling(context)({"send_request": {"number": site.request}}, "CA1:9:c")
    gone = writes(site, token)
    assert (gone.status_code, "This request was cancelled, so its page has ended." in gone.text) == (410, True)
    assert "+1 202-555-0100" in gone.text


def test_the_link_to_a_repair_opens_no_address_and_the_other_way_round(site):
    repair, address = site.link(), site.link_to_send_in()
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
