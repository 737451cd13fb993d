"""A developer's call begins at a form, past welcome and notice."""

import pytest

from ivr.services.warranty.demo import add_demo_warranties
from ivr.storage import new_key
from tests.line import Office, line_settings

PRODUCTION = {
    "env": "production",
    "encryption_keys": new_key(),
    "index_key": new_key(),
    "public_url": "http://127.0.0.1:8000",
}


def test_a_call_begins_at_the_form_that_is_asked_for(office, clock):
    add_demo_warranties(office.database, clock())
    line = office.line().fetch("/voice?form=warranty")
    assert line.hears("serial number")
    assert "personal details" not in line.heard
    assert line.presses("490154203237518").hears("The warranty of your")


def test_the_form_must_be_signed_with_the_address(office):
    line = office.line()
    unsigned = line.post("/voice", headers={}).request.headers["X-Twilio-Signature"]
    assert (
        line.client.post("/voice?form=repair", data=line.always, headers={"X-Twilio-Signature": unsigned}).status_code
        == 403
    )


def test_a_form_that_is_not_there_is_refused_in_one_sentence(office):
    answer = office.line().post("/voice?form=pizza")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert answer.text.startswith("There is no such form to begin at; take one of welcome, main_menu")


@pytest.fixture
def in_production(sqlite_database):
    return Office(sqlite_database, settings=line_settings(**PRODUCTION))


def test_production_refuses_it_in_one_sentence(in_production):
    answer = in_production.line().post("/voice?form=repair")
    assert (answer.status_code, answer.text.count(".")) == (403, 1)
    assert "in development only" in answer.text
    assert in_production.line().rings().hears("personal details")
