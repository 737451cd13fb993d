"""The TwiML for another host needs nothing of ours."""

from xml.etree import ElementTree

import pytest

from ivr.hotline.fallback import NoAgents, fallback_twiml
from ivr.languages import LANGUAGES
from tests.line import line_settings

AGENTS = "+12025550110,+12025550111"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_apologises_rings_the_agents_and_names_no_host(language):
    twiml = fallback_twiml(line_settings(agent_numbers=AGENTS), language)
    document = ElementTree.fromstring(twiml)
    assert [verb.tag for verb in document] == ["Say", "Dial", "Say", "Hangup"]
    assert [number.text for number in document.iter("Number")] == AGENTS.split(",")
    assert "http" not in twiml


def test_it_plays_music_from_where_one_wants():
    twiml = fallback_twiml(line_settings(agent_numbers=AGENTS), music="https://example.org/short.mp3")
    assert ElementTree.fromstring(twiml).find("Play").text == "https://example.org/short.mp3"


def test_without_agents_it_says_what_to_set():
    with pytest.raises(NoAgents, match="IVR_AGENT_NUMBERS"):
        fallback_twiml(line_settings())
