"""What the services' own sources answer is of the kind that its slot is declared as."""

import pytest

from ivr.services import SERVICES, Context, open_sources
from ivr.services.centres.demo import APPOINTMENT, add_demo_centres
from ivr.services.fault.demo import add_demo_faults
from ivr.services.help.demo import add_demo_articles
from ivr.services.repair.demo import CUSTOMER_IMEI, CUSTOMER_ORDER, CUSTOMER_PHONE, add_demo_repairs
from ivr.services.returns.demo import add_demo_rules
from ivr.services.screen.demo import add_demo_prices
from ivr.services.send_in.demo import add_demo_send_ins
from ivr.services.warranty.demo import add_demo_warranties
from tests.line import line_settings
from tests.services.whole_calls import calls, own_calls

REPAIR = {"number": CUSTOMER_PHONE, "kind": "phone", "factor": CUSTOMER_IMEI[-6:]}
ASKED = {
    "repairs": REPAIR,
    "repair_tries": REPAIR,
    "own_repairs": {"identity": {"number": CUSTOMER_ORDER, "kind": "order", "factor": CUSTOMER_PHONE[2:]}},
    "warranties": {"device_number": CUSTOMER_IMEI},
    "care_extensions": {"device_number": CUSTOMER_IMEI, "region": {"country": "US"}},
    "our_calls": {"caller": CUSTOMER_PHONE},
    "return_period": {"bought": "????0101", "region": {"country": "US"}},
    "send_in_terms": {"send_imei": CUSTOMER_IMEI},
    "pick_ups": {},
    "send_in_phone": {"send_phone": CUSTOMER_PHONE},
    "send_in": {"send_number": CUSTOMER_IMEI, "send_proof": CUSTOMER_PHONE},
    "text_reach": {"caller": CUSTOMER_PHONE},
    "text_number": {"text_number": CUSTOMER_PHONE},
    "data_phone": {"data_phone": CUSTOMER_PHONE, "region": {"country": "US"}},
    **calls("ASKED"),
}
"""Sources that are asked with these slots; a service may say those of its own in its `whole_calls.py`."""
HERE = {"country": "US"}
CENTRES = {
    "help_articles": lambda _: {"help_words": "how do i take a screenshot", "language": "en"},
    "help_common": lambda _: {"language": "en"},
    "help_steps": lambda known: {"article": known["help_articles"]["articles"][0], "language": "en"},
    "fault_search": lambda _: {"fault_words": "it does not charge", "language": "en"},
    "fault_symptoms": lambda _: {"language": "en"},
    "fault_remedies": lambda known: {
        "symptom": known["fault_search"]["symptoms"][0],
        "model": None,
        "fault_version": "unknown",
    },
    "places": lambda _: {"centre_place": "Boston", "region": HERE, "caller": CUSTOMER_PHONE},
    "centres": lambda known: {"centre_at": known["places"][0]},
    "centre_slots": lambda known: {"centre": known["centres"][0]},
    "appointment": lambda _: {"appointment_number": APPOINTMENT, "caller": CUSTOMER_PHONE},
    "courses": lambda known: {"centre_at": known["places"][0]},
    "models": lambda _: {"model_sought": CUSTOMER_IMEI},
    "part_prices": lambda known: {"model": known["models"][0], "region": HERE},
}
"""Sources that are asked with what the one before answered."""
TRIED_ELSEWHERE = {"repair_news"}
"""In tests/outbound: it answers in calls that we make only."""


@pytest.fixture
def sources(sqlite_database, now):
    add_demo_repairs(sqlite_database, now)
    add_demo_warranties(sqlite_database, now)
    add_demo_send_ins(sqlite_database, now)
    add_demo_rules(sqlite_database, now)
    for demo in [each.demo for each in SERVICES if each.demo and own_calls(each, "ASKED")]:
        demo.add(sqlite_database, now)
    return open_sources(Context(line_settings(), sqlite_database, lambda: now, answer_after=0.0))


def test_every_source_is_tried(sources):
    assert sources.keys() == ASKED.keys() | CENTRES.keys() | TRIED_ELSEWHERE


@pytest.mark.parametrize("name", ASKED)
def test_its_answer_is_of_its_kind(sources, name):
    assert sources[name](ASKED[name], "CA1").value


@pytest.mark.thorough
def test_so_are_the_answers_about_centres_and_prices(sources, sqlite_database, now):
    add_demo_centres(sqlite_database, now)
    add_demo_prices(sqlite_database, now)
    add_demo_articles(sqlite_database, now)
    add_demo_faults(sqlite_database, now)
    known = {}
    for name, asked in CENTRES.items():
        known[name] = sources[name](asked(known), "CA1").value
    assert all(known.values())


def test_all_of_the_customers_repairs_are_found_by_one_of_them(sources):
    own = sources["own_repairs"](ASKED["own_repairs"], "CA1").value["repairs"]
    assert len(own) == len(sources["repairs"](REPAIR, "CA1").value) == 4


def test_nothing_is_known_of_a_stranger(sources):
    stranger = {"identity": {"number": CUSTOMER_ORDER, "kind": "order", "factor": "0000"}}
    assert sources["own_repairs"](stranger, "CA1").value == {"repairs": []}
