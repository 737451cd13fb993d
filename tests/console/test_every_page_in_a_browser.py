"""Pages of accounts, sessions, sign-in, personal data and categories on a phone, by axe's rules."""

import pytest

from tests.chromium import served
from tests.console.in_browser import looks, signed_in
from tests.console.test_agents import answered, app  # noqa: F401 - fixtures

pytestmark = pytest.mark.browser
OTHERS = (
    *(
        "/figures",
        "/alerts",
        "/coverage",
        "/changes",
        "/prompts/fr",
        "/prompts/fr/goodbye",
        "/quality",
        "/quality/forms/0",
    ),
    *("/campaigns", "/tasks", "/thanks", "/wishes", "/misses", "/marks", "/calls/CA1"),
)
"""Pages whose own tests look at them in English: here in the language with the longest words."""
PATHS = ("/accounts", "/sessions", "/password", "/second-factor", "/personal-data", "/categories", "/calls", "/health")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_fits_a_phone_and_breaks_no_rule(browser, app, supervisor, answered, language):  # noqa: F811
    with served(app) as address:
        page = signed_in(browser, address, supervisor, viewport={"width": 390, "height": 844}, locale=language)
        for path in PATHS if language == "en" else PATHS + OTHERS:
            assert page.goto(f"{address}{path}").status == 200, path
            looks(page, f"{path.strip('/').replace('/', '-')}-{language}")
        page.context.close()
        stranger = browser.new_page(viewport={"width": 390, "height": 844}, locale=language)
        stranger.goto(f"{address}/sign-in")
        looks(stranger, f"sign-in-{language}")
        stranger.close()
