"""One calls from the browser: keys, microphone, file, typed words; agents in the same page."""

import io
import urllib.request
from pathlib import Path

import numpy as np
import pytest
import soundfile
from playwright.sync_api import BrowserContext, expect
from twilio.rest import Client

from tests.simulator.softphone.conftest import TOKEN, Person

pytestmark = pytest.mark.browser

LISTEN = """
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (target, ...more) {
  if (target === this.context.destination) {
    const analyser = this.context.createAnalyser();
    connect.call(this, analyser);
    const samples = new Float32Array(analyser.fftSize);
    window.loudest = 0;
    setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      window.loudest = Math.max(window.loudest, ...samples);
    }, 20);
  }
  return connect.call(this, target, ...more);
};
"""


def loudness_of_recording(url):
    with urllib.request.urlopen(url) as reply:
        samples, rate = soundfile.read(io.BytesIO(reply.read()))
    return rate, float(np.sqrt(np.mean(samples**2)))


def recording_url(person, simulator):
    entry = person.entry("recording", "Recording")
    expect(entry).to_be_visible(timeout=10000)
    entry.locator("summary").click()
    return simulator.url + entry.locator("audio").get_attribute("src")


def heard(page):
    """Wait until the page's loudspeaker sounds."""
    for _ in range(50):
        if page.evaluate("() => window.loudest > 0.02"):
            return True
        page.wait_for_timeout(200)
    return False


def test_a_caller_hears_and_reads_the_prompt(context: BrowserContext, simulator, shop):
    context.add_init_script(LISTEN)
    person = Person(context.new_page(), simulator)
    person.calls(f"{shop.url}/greeting")
    person.reads("Hello there.")
    assert heard(person.page)
    person.presses("Escape")
    expect(person.page.locator("#phone-state")).to_have_text("Call ended")
    assert person.errors == []


def test_keys_of_the_keyboard_and_typed_words_reach_the_app(person, shop):
    person.calls()
    person.reads("Press one")
    person.presses("1")
    person.reads("cut off")
    person.reads("Ready.")
    person.says("Is it done?")
    person.reads("Is it done?", "words")
    person.reads("Understood.")
    assert shop.forms("/menu")[-1]["Digits"] == "1"
    assert shop.forms("/heard")[-1]["SpeechResult"] == "Is it done?"


def test_the_microphone_is_heard(person, context, simulator):
    context.grant_permissions(["microphone"])
    person.page.click("#mic")
    expect(person.page.locator("#mic")).to_have_attribute("aria-pressed", "true")
    person.calls()
    person.reads("Press one")
    person.presses("3")
    rate, loudness = loudness_of_recording(recording_url(person, simulator))
    assert rate == 8000
    assert loudness > 0.01
    person.reads("microphone.wav", "spoken")


def test_a_chosen_file_is_heard(person, simulator, spoken_wav: Path):
    person.calls()
    person.reads("Press one")
    person.presses("3")
    expect(person.entry("webhook", "Digits=3")).to_be_visible()
    person.page.set_input_files("#file-input", spoken_wav)
    _, loudness = loudness_of_recording(recording_url(person, simulator))
    assert loudness > 0.01
    person.reads("sentence.wav", "spoken")


def test_an_agent_in_the_same_page_answers(person, shop):
    person.calls()
    person.reads("Press one")
    person.presses("2")
    person.is_told("Agent 1 is ringing")
    person.page.get_by_role("button", name="Answer").click()
    expect(person.page.locator("#panel")).to_have_attribute("data-state", "talking")
    person.says("Good morning.")
    person.reads("Good morning.", "words")
    expect(person.page.get_by_role("tab", name="Caller")).to_contain_text("on a call")
    person.presses("Escape")
    person.takes("Caller")
    person.reads("Goodbye.")
    assert shop.forms("/done")[-1]["DialCallStatus"] == "completed"


def test_a_number_nobody_has_gets_a_phone(person):
    person.calls()
    person.reads("Press one")
    person.presses("4")
    person.is_told("+12025550199 rings in an empty room")
    person.page.get_by_role("button", name="Add a phone there").click()
    expect(person.page.locator("#own-number")).to_have_value("+12025550199")


def test_what_was_said_of_an_empty_room_goes_with_its_call(person):
    person.calls()
    person.reads("Press one")
    person.presses("4")
    person.is_told("+12025550199 rings in an empty room")
    person.presses("Escape")
    expect(person.page.locator("#notices")).not_to_contain_text("empty room")


def test_a_text_shows_on_the_phone_that_gets_it_and_its_link_opens(person, shop, simulator):
    person.calls()
    person.reads("Press one")
    person.presses("Escape")
    caller = shop.forms("/voice")[-1]
    client = Client(caller["AccountSid"], TOKEN)
    client.api.base_url = simulator.url
    words = f"Acme: it is ready. More: {shop.url}/p/abc. Reply STOP for no more texts."
    client.messages.create(to=caller["From"], from_=caller["To"], body=words)
    person.reads(words, "sms")
    expect(person.page.locator(".turn[data-kind=sms]").last).to_contain_text("to Caller")
    with person.page.expect_popup() as opened:
        person.page.get_by_role("link", name=f"{shop.url}/p/abc").click()
    expect(opened.value.locator("body")).to_have_text("Your repair, abc")
    assert opened.value.evaluate("window.opener") is None
    assert person.errors == []
