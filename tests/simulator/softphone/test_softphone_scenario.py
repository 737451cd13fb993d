"""A call made by hand becomes a scenario that makes it again."""

import json
import urllib.request

import pytest
import yaml
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def saved(person, folder):
    with person.page.expect_download() as download:
        person.page.get_by_role("button", name="Record as scenario").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def run(path, simulator):
    """Run a scenario file and return its result."""
    order = json.dumps({"scenario": yaml.safe_load(path.read_text())}).encode()
    with urllib.request.urlopen(f"{simulator.url}/scenarios", order, timeout=60) as lines:
        return [json.loads(line) for line in lines if b'"result"' in line][-1]


def test_a_recorded_call_runs_again(person, simulator, tmp_path):
    person.calls()
    person.reads("Press one")
    person.presses("1")
    person.reads("Ready.")
    person.hears_out()
    person.says("Is it done?")
    person.reads("Understood.")
    person.hears_out()
    person.presses("Escape")
    expect(person.page.locator("#phone-state")).to_have_text("Call ended")
    path = saved(person, tmp_path)
    steps = yaml.safe_load(path.read_text())["steps"]
    assert [*steps[-4:]] == [{"hear": "Ready."}, {"say": "Is it done?"}, {"hear": "Understood."}, "hangup"]
    assert run(path, simulator)["ok"]


def test_a_file_that_was_played_and_an_agent_are_in_it(person, tmp_path, spoken_wav):
    person.calls()
    person.reads("Press one")
    person.page.set_input_files("#file-input", spoken_wav)
    person.presses("2")
    person.is_told("Agent 1 is ringing")
    person.page.get_by_role("button", name="Answer").click()
    expect(person.page.locator("#panel")).to_have_attribute("data-state", "talking")
    scenario = yaml.safe_load(saved(person, tmp_path).read_text())
    played = next(step for step in scenario["steps"] if "play" in step)
    assert played["play"] == "sentence.wav"
    assert len(played["wav"]) > 10000
    assert scenario["agents"][0]["number"] == "+12025550171"
