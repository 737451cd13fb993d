"""A link opens the page of a repair: stages, cost, the quote; and nothing when it is not ours, too old or over."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from ivr.page_links import revoke_links
from ivr.page_links.tables import PageLinkRow
from ivr.pages.rate_limit import MOST_ADDRESSES, RateLimit
from ivr.services.repair.photos import add_photo
from ivr.services.repair.tables import RequestRow
from ivr.sources import LookupFailed
from tests.damage import damage
from tests.pages.conftest import DELIVERED, IDENTITY, WITH_QUOTE, Site
from tests.pages.test_photos import picture as a_photo


def test_the_page_says_what_the_call_said_and_shows_the_stages_with_times(site):
    page = site.sees(site.link())
    assert "Your Tern 12 Pro has been in repair since Nov 21, 2026." in page
    assert 'aria-current="step"><strong>In repair</strong>' in page
    assert '<a class="number" href="tel:+12025550100">+1 202-555-0100</a>' in page


@pytest.mark.parametrize(
    ("asked", "words"), [("fr-CA,fr", "Ce lien"), ("zh-CN", "此链接"), ("de", "This link"), ("", "This link")]
)
def test_a_link_that_nobody_knows_answers_in_the_language_of_the_phone(site, asked, words):
    answer = site.client.get("/p/nobody-knows-this-link", headers={"Accept-Language": asked})
    assert words in answer.text
    assert answer.status_code == 404


@pytest.mark.parametrize(("language", "words"), [("fr", "En réparation"), ("zh", "维修中")])
def test_the_page_is_in_the_language_of_the_call(site, language, words):
    page = site.sees(site.link(language=language))
    assert words in page
    assert f'<html lang="{language}">' in page


def test_no_number_or_name_is_in_the_address_and_no_order_of_the_caller_on_the_page(site):
    token = site.link()
    assert re.fullmatch(r"[\w-]{22}", token)
    assert "472916" not in site.sees(token)


def test_the_page_is_for_nobody_else(site):
    answer = site.opens(site.link())
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", answer.text)
    assert "<script" not in answer.text


def test_only_a_hash_of_the_token_is_kept(site):
    token = site.link()
    with site.database.reading_rows() as rows:
        (row,) = rows.execute(select(PageLinkRow)).all()
    assert token.encode() not in row.token_hash
    assert len(row.token_hash) == 32


def is_gone(site, token, status=404):
    answer = site.opens(token)
    assert answer.status_code == status
    assert "This link shows nothing any more" in answer.text
    assert "+1 202-555-0100" in answer.text
    return answer.text


def test_a_foreign_link_says_so_kindly(site):
    assert "was not copied whole" in is_gone(site, "A" * 22)
    is_gone(site, "%00")


def test_a_link_expires(site):
    token = site.link()
    site.clock.passes(timedelta(days=30).total_seconds() + 1)
    is_gone(site, token)


def test_a_link_is_used_up(site):
    token = site.link()
    with site.database.writing_rows() as rows:
        rows.execute(PageLinkRow.__table__.update().values(most_uses=2))
    site.sees(token)
    site.sees(token)
    is_gone(site, token)


def test_a_revoked_link_opens_nothing_in_its_own_language(site):
    token, other = site.link(language="fr"), site.link(WITH_QUOTE)
    with site.database.writing_rows() as rows:
        revoke_links(rows, "repair", "472916", site.clock())
    assert "Ce lien n&#39;affiche plus rien" in site.opens(token).text
    site.sees(other)


def test_when_the_repair_is_over_all_its_links_end(site):
    token, another = site.link(DELIVERED), site.link(DELIVERED)
    assert "This repair is over" in is_gone(site, token, 410)
    is_gone(site, another)


def test_who_was_not_verified_sees_nothing(site):
    is_gone(site, site.link(identity=IDENTITY | {"factor": "0000"}))


def test_a_repair_of_another_customer_is_not_shown(site):
    is_gone(site, site.link("999999"))


def test_a_damaged_link_breaks_no_other(site):
    damaged = site.link()
    damage(site.database, "page_links", "about")
    is_gone(site, damaged)
    site.sees(site.link())


def test_a_quote_is_approved_as_by_phone_once(site):
    token = site.link(WITH_QUOTE)
    assert 'value="approve"' in site.sees(token)
    assert "You approve the repair for $" in site.answers(token, "approve")
    assert "Your answer is on its way." in site.sees(token)
    site.answers(token, "approve")
    site.works()
    page = site.sees(token)
    assert re.search(r"You have approved the quote; your request number is \d{8}\.", page)
    assert 'value="approve"' not in page
    assert re.findall(r"<strong>(.*?)</strong>", page) == ["Price approved", "Price waits for your answer"]
    (request,) = requests(site)
    assert request.evidence["quote_answer"] == "approve"
    assert request.evidence["confirmed"] == {"by": "page", "heard": ["approve", "approve"]}


def requests(site):
    with site.database.reading() as session:
        return session.scalars(select(RequestRow)).all()


def test_declining_says_what_it_costs_first(site):
    token = site.link(WITH_QUOTE)
    assert re.search(r"You decline the price of \$.*\. Declining costs \$", site.answers(token, "decline"))
    site.works()
    page = site.sees(token)
    assert "You have declined the quote" in page
    assert re.findall(r"It costs (\$\d+)", page) == ["$15"]  # no longer the price


def test_an_answer_that_comes_too_late_says_so(site):
    token, other = site.link(WITH_QUOTE), site.link(WITH_QUOTE)
    site.answers(token, "approve")
    site.answers(other, "decline")
    site.works()
    assert "This quote has been answered before." in site.sees(other)
    assert len(requests(site)) == 1


@pytest.mark.parametrize("answer", ["", "maybe", "approve"])
def test_without_a_quote_nothing_is_sent(site, answer):
    token = site.link()
    assert site.client.post(f"/p/{token}/quote", data={"answer": answer}).status_code == 303
    assert site.client.post(f"/p/{token}/answer", data={"answer": answer}).status_code == 303
    site.works()
    assert requests(site) == []


def test_opening_a_link_approves_nothing(site):
    token = site.link(WITH_QUOTE)
    assert site.client.get(f"/p/{token}/answer?answer=approve").status_code == 405


def test_who_opens_too_many_is_slowed_down(sqlite_database):
    site = Site(sqlite_database, rate_limit=RateLimit(most=3))
    token = site.link()
    assert [site.opens(token).status_code for _ in range(5)] == [200, 200, 200, 429, 429]


def test_the_pace_counts_by_minute_and_remembers_a_bounded_number_of_addresses():
    times = iter([0.0, 1.0, 61.0, 62.0])
    rate_limit = RateLimit(most=1, clock=lambda: next(times))
    assert [rate_limit.is_too_fast("a") for _ in range(4)] == [False, True, False, True]
    rate_limit = RateLimit(most=1, clock=lambda: 0.0)
    for number in range(MOST_ADDRESSES + 5):
        rate_limit.is_too_fast(str(number))
    assert len(rate_limit._seen) == MOST_ADDRESSES


def test_a_back_end_that_is_down_says_so(sqlite_database):
    def fails(*_):
        raise LookupFailed("down", permanent=False)

    site = Site(sqlite_database, look=fails)
    answer = site.opens(site.link())
    assert (answer.status_code, "try again in some minutes" in answer.text) == (503, True)


def test_pages_are_the_same_on_each_database(database):
    site = Site(database)
    token = site.link(WITH_QUOTE)
    site.answers(token, "approve")
    site.works()
    add_photo(database, WITH_QUOTE, a_photo(), site.clock())
    page = site.sees(token)
    assert "You have approved the quote" in page
    assert "Photos from the service centre" in page
