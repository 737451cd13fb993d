"""Make the TwiML that Twilio can give callers while nothing of ours answers: an apology, then the agents' phones.

It names no host of ours, so that any web server, or a TwiML Bin of Twilio's own, can serve it as it is.
"""

from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from ivr.dialog.instructions import Say
from ivr.hotline.regions import open_regions
from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.services import HOTLINE
from ivr.settings import PROJECT, Settings
from ivr.telephony.prompt_verbs import PromptVerbs
from ivr.telephony.twiml import serialise
from ivr.telephony.urls import Urls

RING_SECONDS = 60
MOST_AT_ONCE = 10
"""Numbers that Twilio rings at once."""


class NoAgents(Exception):
    """Say that there is nobody to connect callers with."""


def fallback_twiml(settings: Settings, language: str = "", music: str = "") -> str:
    """Return the document; `music` is the address of a short recording that is played before the agents are rung.

    Raises:
        NoAgents: no agent has a number.
    """
    agents = [number for number in settings.agent_numbers.split(",") if number][:MOST_AT_ONCE]
    if not agents:
        raise NoAgents("IVR_AGENT_NUMBERS is empty: name the phones that callers are connected with")
    region = open_regions(settings).default
    language = language or region.languages[0]
    catalogue = load_catalogues(PROJECT / "audio", LANGUAGES, brand=settings.brand)[language]
    verb = PromptVerbs(Urls("", ""), None, settings.voice)
    response = Element("Response")
    response.append(verb(replace(catalogue.spoken(Say(HOTLINE.lines.apology)), recording=None), language))
    if music:
        SubElement(response, "Play").text = music
    dial = SubElement(response, "Dial", timeout=str(RING_SECONDS))
    for agent in agents:
        SubElement(dial, "Number").text = agent
    response.append(verb(replace(catalogue.spoken(Say("goodbye")), recording=None), language))
    SubElement(response, "Hangup")
    return serialise(response)
