"""Region files: what they say, and one sentence for whatever is wrong with one."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ivr.check import inventory, offered_languages, strange_folders
from ivr.dialog.acting import is_told_by_sms
from ivr.dialog.script import Act
from ivr.dialog.state import CallState
from ivr.languages import LANGUAGES
from ivr.prompts import load_catalogues
from ivr.prompts.catalogue import refuse_gaps
from ivr.prompts.template import BadTemplate
from ivr.regions import BadRegion, built_in, read_regions
from ivr.services import HOTLINE
from ivr.settings import PROJECT
from tests.dialog.checking import check
from tests.line import line_settings

DEFAULT = built_in(language="en", timezone="UTC", country="US", currency="USD")
FRANCE = """
numbers: ["+33 1 23 45 67 89"]
languages: [fr, en]
timezone: Europe/Paris
country: FR
services: [repair]
recording: off
sms: true
hours:
  mon-fri: 08:00-20:00
  sat: 09:00-18:00
closed: [2026-12-24]
"""


@pytest.fixture
def read(tmp_path):
    def reading(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        return read_regions(tmp_path, DEFAULT, languages={"en", "fr", "zh"}, services={"repair", "warranty"})

    return reading


def test_without_files_there_is_one_region_made_of_the_settings(read):
    assert [region.name for region in read().all] == ["default"]


def test_a_region_has_its_number_language_and_money(read):
    france = read(france=FRANCE).of_number("+33123456789")
    assert (france.name, france.languages, france.currency) == ("france", ("fr", "en"), "EUR")
    assert (france.recording, france.sms) == ("off", True)
    assert france.offers("repair")
    assert not france.offers("warranty")


def test_a_number_of_no_region_belongs_to_the_one_without_numbers(read):
    regions = read(france=FRANCE, world="languages: [en, zh]\ntimezone: UTC\ncountry: US\n")
    assert regions.of_number("+12025550100").name == "world"
    assert regions.languages == ("en", "zh", "fr")


def test_norway_is_no_truth_value(read):
    norway = read(norway="numbers: [+4721030000]\nlanguages: [en]\ntimezone: Europe/Oslo\ncountry: NO\nsms: off\n")
    assert (norway.of_name("norway").country, norway.of_name("norway").sms) == ("NO", False)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23T07:30:00", True),
        ("2026-11-23T19:30:00", False),
        ("2026-11-21T16:59:00", True),
        ("2026-11-22T10:00:00", False),
        ("2026-12-24T10:00:00", False),
        ("2026-12-25T10:00:00", False),
        ("2027-07-14T10:00:00", False),
    ],
)
def test_hours_are_the_regions_own_and_holidays_are_days_off(read, at, is_open):
    france = read(france=FRANCE).of_name("france")
    assert france.is_open(datetime.fromisoformat(at).replace(tzinfo=UTC)) == is_open


def test_agents_that_work_around_the_clock_work_at_midnight(read):
    assert DEFAULT.is_open(datetime(2026, 11, 23, 23, 59, 59, 999999, tzinfo=UTC))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Europe/Paris", "Mars", "there is no time zone 'Mars'; write an IANA name such as Europe/Paris"),
        ("country: FR", "country: XX", "there is no country 'XX'; write two letters of ISO 3166 such as FR"),
        ("[fr, en]", "[fr, tlh]", "there is no language 'tlh'; there are en, fr, zh"),
        ("[fr, en]", "[fr, fr]", "languages has the same value twice; leave one out"),
        ("[fr, en]", "[fr, en, zh, de]", "languages are at most 3"),
        ("[repair]", "[repare]", "there is no service 'repare'; there are repair, warranty"),
        ("+33 1 23 45 67 89", "none", "'none' is no telephone number; write it as +33123456789"),
        ("recording: off", "recording: maybe", "recording can't be 'maybe'; write off, notice or opt-in"),
        ("sms: true", "sms: perhaps", "sms: 'perhaps' is neither; write true or false"),
        ("mon-fri: 08:00-20:00", "mon-fri: 20-8", "hours: '20-8' is no span of a day; write 08:00-20:00"),
        ("sat: 09:00", "samedi: 09:00", "hours: 'samedi' are no days; write mon, or mon-fri"),
        ("2026-12-24", "Christmas", "'Christmas' is no day; write it as 2026-12-24"),
        ("timezone: Europe/Paris", "", "timezone is missing; write a line `timezone: ...`"),
        ("sms: true", "smss: true", "there is no 'smss'; there are numbers, languages"),
        ("[fr, en]", "[fr", "can't be read: line "),
        ("2026-12-24", "2026-02-30", "'2026-02-30' is no day"),
        ("sms: true", "sms: true\nsms: false", "sms stands there twice; leave one out"),
        ('["+33 1 23 45 67 89"]', "[12]", "'12' is no telephone number"),
        ("45 67 89", "45 67 89 ext. 5", "is no telephone number; write it as +33123456789"),
        ('["+33 1 23 45 67 89"]', "", "numbers is empty; write a value, or leave the line out"),
        ('["+33 1 23 45 67 89"]', "[]", "numbers is empty; write a value, or leave the line out to serve all others"),
        ('["+33 1 23 45 67 89"]', "{}", "numbers is empty"),
        ("[repair]", "[]", "services is empty; write a value, or leave the line out to offer all"),
        ("recording: off", "recording: [off]", "recording is one value; write it without brackets"),
        ("country: FR", "country: {FR: x}", "country is one value"),
        ("timezone: Europe/Paris", f"timezone: {'x' * 3000}", f"there is no time zone '{'x' * 60}...'; write"),
        ("[2026-12-24]", "[]", "closed is empty"),
        ("recording: off", "recording:", "recording is empty; write a value, or leave the line out"),
        ("sat: 09", "fri-sat: 09", "hours: fri stands there twice; write each day once"),
        ("sms: true", "sms: true\n? [a]\n: b", "line 9: a name must be a word"),
        ("sms: true", "doors: {order: {web: 'javascript:alert(1)'}}", "'javascript:alert(1)' can't be said"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(read, old, new, sentence):
    with pytest.raises(BadRegion) as bad:
        read(france=FRANCE.replace(old, new))
    assert "france.yaml: " in str(bad.value)
    assert sentence in str(bad.value)
    assert "\n" not in str(bad.value)
    assert len(str(bad.value)) < 300


@pytest.mark.parametrize("name", ["france.yml", "france.YAML"])
def test_a_file_that_would_not_be_read_is_refused(read, tmp_path, name):
    (tmp_path / name).write_text(FRANCE)
    with pytest.raises(BadRegion, match="it would not be read; name it france"):
        read()


def test_a_file_with_a_name_that_calls_cant_keep_is_refused(read):
    with pytest.raises(BadRegion, match="at most 40 letters"):
        read(**{"f" * 60: FRANCE})
    with pytest.raises(BadRegion, match="at most 40 letters"):
        read(**{".france": FRANCE})


def test_a_region_with_numbers_is_not_named_as_the_one_of_all_others(read):
    with pytest.raises(BadRegion, match="rename the file"):
        read(default=FRANCE)


def test_the_check_speaks_every_language_that_a_region_offers():
    assert set(offered_languages(line_settings())) == {"en", "fr", "zh"}


def test_a_folder_of_a_language_that_is_empty_or_that_there_is_not_is_found(tmp_path):
    for name in ("audio/en", "audio/de", "grammars/en"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "audio/en/common.yaml").touch()
    assert [f"{problem.place}: {problem.what}" for problem in strange_folders(tmp_path, {"en"})] == [
        "audio/de: there is no language de",
        "grammars/en: it is empty",
    ]


def test_a_language_that_lacks_a_prompt_is_no_sound_region():
    whole = inventory(load_catalogues(PROJECT / "audio", LANGUAGES, brand=""))
    poorer = {name: words for name, words in whole.prompts["zh"].items() if name != "goodbye"}
    found = check(replace(HOTLINE, languages=("zh",)), replace(whole, prompts={**whole.prompts, "zh": poorer}))
    assert any("the prompt goodbye has no words in zh" in str(problem) for problem in found)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            {"IVR_TIMEZONE": "Mars"},
            "IVR_TIMEZONE: there is no time zone 'Mars'; write an IANA name such as Europe/Paris",
        ),
        ({"IVR_WEB_PORT": "99999"}, "IVR_WEB_PORT='99999': input should be less than or equal to 65535"),
        ({"IVR_MEDIA_PORT": "many"}, "IVR_MEDIA_PORT: 'many' is no whole number; write digits only"),
        ({"IVR_REGION": "Mars"}, "IVR_REGION: there is no country 'Mars'"),
        ({"IVR_LANGUAGE": "tlh"}, "IVR_LANGUAGE: there is no language 'tlh'"),
    ],
)
def test_a_wrong_setting_is_one_sentence_and_nothing_starts(settings, sentence, tmp_path):
    environment = os.environ | {"IVR_DATA": str(tmp_path / "var"), **settings}
    done = subprocess.run([sys.executable, "-m", "ivr.hotline"], env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.rglob("*.*"))


@pytest.mark.parametrize("allowed", [True, False])
def test_nobody_is_promised_a_text_message_where_the_region_sends_none(allowed):
    cancel = next(item for form in HOTLINE.forms.values() for item in form.items if isinstance(item, Act) and item.sms)
    state = CallState(slots={"caller": "+12025550143", "region": {"sms": allowed}})
    assert is_told_by_sms(replace(HOTLINE, sends_sms=True), state, cancel) == allowed


def test_a_language_that_lacks_a_prompt_is_one_sentence_at_the_start():
    catalogues = load_catalogues(PROJECT / "audio", LANGUAGES, brand="")
    refuse_gaps(catalogues, catalogues)
    prompts = {name: prompt for name, prompt in catalogues["zh"].prompts.items() if name != "goodbye"}
    with pytest.raises(BadTemplate, match="audio/zh lacks 1 prompt, the first is goodbye of audio/en: write them"):
        refuse_gaps({**catalogues, "zh": replace(catalogues["zh"], prompts=prompts)}, ["en", "zh"])


def test_a_wrong_region_stops_every_process_with_one_sentence(tmp_path):
    (tmp_path / "mars.yaml").write_text("languages: [en]\ntimezone: Mars\ncountry: US\n")
    environment = os.environ | {"IVR_REGIONS": str(tmp_path), "IVR_DATA": str(tmp_path / "var")}
    done = subprocess.run(
        [sys.executable, "-c", "import app"], cwd=PROJECT, env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "mars.yaml: there is no time zone 'Mars'" in done.stderr


def test_a_doubled_number_is_refused_with_both_files(read):
    with pytest.raises(BadRegion, match=r"(?s)paris.yaml: the number \+33123456789 belongs to france.yaml already"):
        read(france=FRANCE, paris=FRANCE)
