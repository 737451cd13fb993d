"""Any link that was sent to a phone leads to what we may do with it; a copy of one's data comes as a file."""

import json
import zipfile
from io import BytesIO

import pytest

from ivr.outbound import do_not_call
from ivr.page_links import LinkOrder, make_link
from ivr.privacy.requests import take_request
from ivr.privacy.wishes import wishes_of
from ivr.services.repair.demo import CUSTOMER_ORDER, CUSTOMER_PHONE
from tests.pages.conftest import IDENTITY

EVERYTHING = {"texts": True, "calls": True, "recordings": True}


def sent_link(site, purpose="repair", thing=CUSTOMER_ORDER, language="en", to=CUSTOMER_PHONE):
    order = LinkOrder(purpose, thing, IDENTITY, language, "default", "CA1", to)
    with site.database.writing_rows() as rows:
        return make_link(rows, order, site.clock())


def copy_link(site, language="en"):
    with site.database.writing_rows() as rows:
        number = take_request(rows, f"CA1:1:{language}", "copy", CUSTOMER_PHONE, language, site.clock())
    return sent_link(site, "my_data", number, language)


def wishes(site):
    with site.database.reading_rows() as rows:
        return wishes_of(rows, CUSTOMER_PHONE)


@pytest.mark.parametrize(
    ("kept", "then"),
    [
        (("texts", "calls", "recordings"), EVERYTHING),
        (("texts",), EVERYTHING | {"calls": False, "recordings": False}),
        ((), {"texts": False, "calls": False, "recordings": False}),
    ],
)
def test_what_is_unticked_ends_at_once(site, kept, then):
    token = sent_link(site)
    saved = site.client.post(f"/p/o/{token}", data=dict.fromkeys(kept, "on"))
    assert (saved.status_code, saved.location) == (303, f"/p/o/{token}?saved=1")
    assert wishes(site) == then


def test_calls_come_back_by_the_page_and_texts_by_a_word_only(site):
    token = sent_link(site)
    site.client.post(f"/p/o/{token}")
    assert "text START to our number" in site.client.get(f"/p/o/{token}").text
    site.client.post(f"/p/o/{token}", data=dict.fromkeys(EVERYTHING, "on"))
    assert wishes(site) == EVERYTHING | {"texts": False}


def test_every_page_leads_to_it_when_its_link_was_sent_to_a_phone(site):
    token = sent_link(site)
    assert f'href="/p/o/{token}"' in site.sees(token)
    assert "/p/o/" not in site.sees(site.link())
    assert site.client.get(f"/p/o/{site.link()}").status_code == 404


def test_it_shows_what_was_said_elsewhere(site):
    with site.database.writing_rows() as rows:
        do_not_call(rows, CUSTOMER_PHONE, "stop", site.clock())
    page = site.client.get(f"/p/o/{sent_link(site)}").text
    assert 'name="calls">' in page
    assert 'name="recordings" checked>' in page


def test_the_copy_is_a_file_with_all_of_the_person_and_nothing_in_its_address(site):
    token = copy_link(site)
    assert "Anybody who has the file can read it." in site.client.get(f"/p/d/{token}").text
    answer = site.client.get(f"/p/d/{token}/file")
    told = json.loads(zipfile.ZipFile(BytesIO(answer.data)).read("data.json"))["tables"]
    assert {row["phone"] for row in told["repairs"]} == {CUSTOMER_PHONE}
    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")
    assert CUSTOMER_PHONE[1:] not in f"{answer.headers}"


def test_the_copy_ends_after_seven_days_or_twenty_openings(site):
    old, used = copy_link(site), copy_link(site, "fr")
    statuses = [site.client.get(f"/p/d/{used}/file").status_code for _ in range(21)]
    assert statuses == [200] * 20 + [404]
    site.clock.passes(7 * 86400)
    assert site.client.get(f"/p/d/{old}").status_code == 404


def test_a_link_to_something_else_opens_no_copy(site):
    assert site.client.get(f"/p/d/{sent_link(site)}/file").status_code == 404
