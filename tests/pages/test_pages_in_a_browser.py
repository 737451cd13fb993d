"""The pages in a real browser: a phone of 360 px, no script, axe-core's rules, in three languages."""

import os
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from ivr.services.repair.demo import CUSTOMER_ORDER
from ivr.services.repair.photos import add_photo
from tests.chromium import chromium, served
from tests.pages.conftest import DELIVERED, WITH_QUOTE, Site
from tests.pages.test_appointment_page import appointment_link
from tests.pages.test_survey_page import link_of as survey_link
from tests.pages.test_wishes_and_data_pages import copy_link

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
SHOTS = os.environ.get("PAGES_SHOTS", "")
"""A folder that gets a picture of each page, for people to look at."""
TITLE = {"en": "Photos with your phone", "fr": "Photos avec votre téléphone", "zh": "手机拍照"}


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def address(site: Site):
    with served(site.app) as address:
        yield address


def a_photo():
    out = BytesIO()
    Image.radial_gradient("L").resize((2000, 1200)).save(out, "JPEG")
    return out.getvalue()


def looks(page, which, name):
    """Prove what a page must be on a phone; axe itself is a script, so it alone may run one."""
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == which.partition("-")[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "it scrolls sideways"
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{which}-{name}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("light", "fr"), ("light", "zh"), ("dark", "zh")])
def test_every_page_fits_a_phone_and_meets_axes_rules(site, address, browser, language, scheme):
    page = browser.new_page(viewport=PHONE, color_scheme=scheme, locale=language)
    looked = partial(looks, page, f"{language}-{scheme}")
    add_photo(site.database, CUSTOMER_ORDER, a_photo(), site.clock())
    page.goto(f"{address}/p/{site.link(language=language)}")
    page.locator("img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('img').naturalWidth > 0")
    looked("repair")
    page.goto(f"{address}/p/{site.link(WITH_QUOTE, language=language)}")
    looked("quote")
    page.locator("button[value=decline]").click()
    looked("confirm")
    page.locator("button").click()
    looked("quote-waits")
    site.works()
    page.reload()
    looked("quote-answered")
    page.goto(f"{address}/p/s/{survey_link(site, language)}")
    looked("survey")
    sends_as_it_is(page)
    looked("survey-incomplete")
    page.locator("[value=yes]").check()
    page.locator("[value='2']").check()
    page.locator("button").click()
    looked("survey-done")
    token = site.link_to_send_in(language)
    page.goto(f"{address}/p/a/{token}")
    looked("address")
    sends_as_it_is(page)
    looked("address-wrong")
    for field in page.locator("form input").all():
        field.fill("Ada")
    page.locator("button").click()
    looked("address-kept")
    site.scans("to_us", "in_transit", "Albany", site.clock().date())
    page.reload()
    looked("parcel")
    for name, changes in (("appointment", {}), ("course", {"title": TITLE})):
        page.goto(f"{address}/p/c/{appointment_link(site, language, **changes)}")
        looked(name)
    page.locator("footer a:not(.number)").click()
    page.locator("input[name=texts]").uncheck()
    page.locator("button").click()
    looked("wishes")
    page.goto(f"{address}/p/d/{copy_link(site, language)}")
    looked("data")
    page.goto(f"{address}/p/{site.link(DELIVERED, language=language)}")
    looked("over")
    site.clock.passes(30 * 86_400)
    for name, path in (("expired", f"a/{token}"), ("foreign", "A" * 22)):
        page.goto(f"{address}/p/{path}")
        looked(name)
    page.close()


def sends_as_it_is(page):
    page.locator("form").evaluate("form => form.noValidate = true")
    page.locator("button").click()


def test_an_address_is_written_and_changed_without_any_script(site, address, browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/p/a/{site.link_to_send_in()}")
    page.get_by_label("Name").fill("Ada Example")
    page.get_by_label("Street and number").fill("1 Main Street")
    page.get_by_label("City").fill("Boston")
    page.get_by_role("button", name="Save address").click()
    assert "We have your address." in page.locator("[role=status]").inner_text()
    page.get_by_label("City").fill("Cambridge")
    page.get_by_role("button", name="Save address").click()
    assert "Cambridge" in page.locator("[role=status]").inner_text()
    context.close()


def test_a_quote_is_approved_without_any_script(site, address, browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/p/{site.link(WITH_QUOTE)}")
    page.locator("button[value=approve]").click()
    page.get_by_role("button", name="Confirm").click()
    assert "Your answer is on its way." in page.locator("[role=status]").inner_text()
    site.works()
    page.reload()
    assert "You have approved the quote" in page.locator("[role=status]").inner_text()
    context.close()
