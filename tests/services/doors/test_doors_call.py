"""Callers hear who helps with what the hotline does not do itself, in each language, and may have an agent."""

import pytest

from ivr.callflow.identity import DOORS
from ivr.callflow.topics import IN_OWN_WORDS
from ivr.regions import BadRegion, built_in, read_regions
from ivr.regions import doors as doors_of_regions
from tests.line import CALLER, HOTLINE, Clock, Office, line_settings

REGION = f'numbers: ["{HOTLINE}"]\nlanguages: [%s]\ntimezone: UTC\ncountry: US\n'
WITH_DOORS = """\
doors:
  order: {phone: "+1 202 555 0199", web: "https://www.acme.example/orders"}
  lost: {web: acme.example/find}
"""


@pytest.fixture
def ring(sqlite_database, tmp_path):
    """Rings the hotline of a region; with speech, what is said is recognised as told."""

    def ring(language="en", more=WITH_DOORS, **services):
        (tmp_path / "here.yaml").write_text(REGION % language + more, encoding="utf-8")
        clock = Clock()
        line = Office(sqlite_database, line_settings(regions=tmp_path), clock, **services).line(caller=CALLER).rings()
        clock.passes(60)
        return line

    return ring


@pytest.mark.parametrize(
    ("language", "topic", "told", "agent"),
    [
        (
            "en",
            "An order or an invoice. Press ",
            "Our online shop looks after orders, deliveries and invoices. The number is 2 0 2, 5 5 5, 0 1 9 9. "
            "The address is acme.example/orders.",
            "For an agent, press 1.",
        ),
        (
            "fr",
            "Une commande ou une facture. Appuyez sur le ",
            "Les commandes, livraisons et factures sont suivies par notre boutique en ligne. Le numéro : 2 0 2",
            "Pour un conseiller, appuyez sur le 1.",
        ),
        (
            "zh",
            "订单或发票。请按",
            "订单、送货和发票由网上商城负责。电话是二零二，五五五，零幺九九。网址是acme.example/orders。",
            "转人工客服请按1",
        ),
    ],
)
def test_an_order_by_keys_in_each_language(ring, language, topic, told, agent):
    line = ring(language).chooses(topic)
    assert told.replace(" ", "") in line.heard.replace(" ", "")
    assert agent.replace(" ", "") in line.heard.replace(" ", "")
    assert "Enqueue" in line.presses("1").verbs


@pytest.mark.parametrize("topic", DOORS)
def test_each_topic_is_answered_in_own_words_and_ends_without_an_agent(ring, topic):
    line = ring(more="", hears=True).streams().says("some words of the caller's own", {"topic": [topic]})
    line.hears("An agent can tell you who helps. Would you like an agent?")
    line.presses("2").hears("Anything else?")


def test_a_lost_phone_is_advised_at_once(ring):
    line = ring(hears=True).streams().says("i lost my phone", {"topic": ["lost"]})
    line.hears("Your provider can block the SIM card at once. With your account you can find and lock the phone")
    line.hears("The address is acme.example/find.")


def test_where_the_region_has_no_doors_the_advice_is_given_all_the_same(ring):
    line = ring(more="services: [repair]\n", hears=True).streams().says("i lost my phone", {"topic": ["lost"]})
    line.hears("Your provider can block the SIM card at once.")
    assert "Enqueue" in line.verbs


def test_who_says_nothing_to_the_offer_of_an_agent_goes_on(ring):
    line = ring(hears=True).streams().says("i never got the code", {"topic": ["account"]})
    line.is_silent().hears("Anything else?")


def test_the_topics_of_doors_are_the_same_everywhere():
    assert doors_of_regions.DOORS == DOORS
    assert set(DOORS) <= set(IN_OWN_WORDS)


@pytest.mark.parametrize(
    ("doors", "advice"),
    [
        ("doors: here", "doors are written by topics"),
        ("doors: {shop: {web: a.example}}", "there is no 'shop'; there are order, account"),
        ("doors: {order: {}}", "order: write a phone, a web, or both"),
        ("doors: {order: {fax: 1}}", "order: write a phone, a web, or both"),
        ("doors: {order: {web: 'a.example/?id=1 2'}}", "can't be said; write a short address"),
        ("doors: {order: {phone: call me}}", "'call me' is no telephone number"),
    ],
)
def test_a_wrong_door_is_told_in_one_sentence(tmp_path, doors, advice):
    (tmp_path / "here.yaml").write_text(f"{REGION % 'en'}{doors}\n", encoding="utf-8")
    default = built_in(language="en", timezone="UTC", country="US", currency="USD")
    with pytest.raises(BadRegion, match=advice):
        read_regions(tmp_path, default, languages=["en"], services=["repair"])
