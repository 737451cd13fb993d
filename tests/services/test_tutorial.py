"""The service of docs/adding-a-service.md works as the page says, and what one gets wrong in it is found."""

import re
import shutil
import subprocess
import sys
from functools import partial

import pytest

from ivr.settings import PROJECT
from tests.fork_server import fork_server

pytestmark = pytest.mark.thorough

PAGE = PROJECT / "docs" / "adding-a-service.md"
BLOCK = re.compile(r"^`([\w./]+)`:\n\n```\w*\n(.*?)^```$", re.M | re.S)
COPIED = ("ivr", "audio", "grammars", "regions", "docs", "tests", "pyproject.toml")
MADE = "copy-is-made"
LEFT_OUT = shutil.ignore_patterns("recordings", "__pycache__", "simulator", "*.wav", "speech_clips")


@pytest.fixture(scope="module")
def blocks():
    return dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def project(tmp_path_factory, blocks):
    """A copy of the project with the tutorial's service in it."""
    folder = tmp_path_factory.mktemp("tutorial")
    for name in COPIED:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, folder / name, **({"ignore": LEFT_OUT} if copy is shutil.copytree else {}))
    (folder / MADE).touch()
    for path, text in blocks.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def runs(project, tmp_path_factory):
    """Run a module of the copy as a command; return its exit code, and what it printed."""
    with fork_server("tests.services.warm", project=project) as server:
        yield partial(server.runs, tmp_path_factory.mktemp("data"))


def test_the_service_is_sound(runs):
    assert runs("ivr.check") == (0, "The call flow is sound.\n")


TESTS = (
    "tests/services/hours",
    "tests/services/test_whole_calls_by_keys.py",
    "tests/services/test_kinds_of_answers.py",
    "tests/callflow/test_golden_calls.py",
    "tests/speech/test_grammar_topics.py",
    "tests/codec/test_rolling_restart.py",
)


def test_calls_by_keys_and_as_text_hear_it_and_only_the_page_of_the_call_flow_changes_beside_it(project, runs):
    for module, *given in (("tests.codec.recording", "version_1", "hours"), ("ivr.services", "--docs")):
        code, printed = runs(module, *given)
        assert code == 0, printed
    tests = [*TESTS, "-k", "hours or mumbling_caller or every_source or every_topic or each_topic or every_service"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    called = subprocess.run(command, cwd=project, capture_output=True, text=True)
    assert called.returncode == 0, called.stdout
    own = re.compile(r"(ivr/services|grammars/\w+|tests/services)/hours/|audio/\w+/hours\.yaml")
    assert [path for path in changed(project) if not own.match(path)] == ["docs/callflow.md"]


def changed(project):
    """Return the files of a copy that were written after it was made."""
    made = (project / MADE).stat().st_mtime_ns
    files = (file for name in COPIED for file in sorted((project / name).rglob("*")) if file.is_file())
    written = (file for file in files if file.stat().st_mtime_ns > made and "__pycache__" not in file.parts)
    return [str(file.relative_to(project)) for file in written]


CENTRE, TOPIC = "grammars/en/hours/centre.gram", "grammars/en/hours/hours_topic.gram"
KEYS, SOURCE = "grammars/en/hours/centre.dtmf.gram", "ivr/services/hours/source.py"
TABLE = """
from sqlalchemy.orm import Mapped, mapped_column

from ivr.storage import Base


class HourRow(Base):
    __tablename__ = "hours"
    id: Mapped[int] = mapped_column(primary_key=True)
    phone: Mapped[str]


"""
SLOT = '    "hours_centre": OneOf(("riverside", "harbour")),\n'
CALLS = "tests/services/hours/whole_calls.py"
CLOSED = 'return (Say("hours_closed", {"name": hours["name"]}),)'
AND = CLOSED.replace("return", "from ivr.dialog.script import Clear, Fill, Goto\n        return").replace(",)", ", %s)")
FIELD = '        Field("hours_centre", ("centre",), ("ask_centre",)),\n'
FORMS, PROMPTS, INIT = "ivr/services/hours/forms.py", "audio/en/hours.yaml", "ivr/services/hours/__init__.py"
MISTAKES = {
    "wrong value for a placeholder": (FORMS, '"opens": Maybe(MOMENT)', '"opens": Maybe(TEXT)', f"{PROMPTS}, line 8"),
    "value that nobody gives": (PROMPTS, "{name} is closed", "{place} is closed", f"{PROMPTS}, line 9"),
    "prompt without words": (PROMPTS, "hours_closed:", "hours_shut:", f"{FORMS}, line"),
    "grammar that is not there": (FORMS, '("centre",)', '("center",)', f"{FORMS}, line"),
    "words that no grammar takes": (PROMPTS, 'say "riverside"', 'say "the river"', f"{PROMPTS}, line 4"),
    "key that no grammar takes": (PROMPTS, "Street, press [2]", "Street, press [5]", f"{PROMPTS}, line 4"),
    "keys that mean each other's words": (
        KEYS,
        '"1" { out = "riverside"; } | "2"',
        '"2" { out = "riverside"; } | "1"',
        f"{PROMPTS}, line 4",
    ),
    "keys that a wording swaps": (
        "audio/fr/hours.yaml",
        "sur le [1]. Pour Harbour Street, sur le [2].\n\n",
        "sur le [2]. Pour Harbour Street, sur le [1].\n\n",
        "audio/fr/hours.yaml, line 4",
    ),
    "no wording for keys": (PROMPTS, "  keys: For Riverside, press [1]. For Harbour Street, press [2].\n", "", PROMPTS),
    "slot that is not declared": (FORMS, SLOT, "", f"{FORMS}, line"),
    "source that is not there": (INIT, '{"centre_hours": open_hours}', "{}", f"{FORMS}, line"),
    "value that may be missing": (FORMS, 'if not (hours["opens"] and hours["closes"])', "if False", PROMPTS),
    "name that is misspelt": (FORMS, 'hours["opens"]', 'hours["open"]', f"{FORMS}, line"),
    "words that mean what the slot lacks": (CENTRE, 'out = "harbour"', 'out = "harbor"', f"{PROMPTS}, line 4"),
    "topic that there is not": (TOPIC, 'out.topic = "hours"', 'out.topic = "hour"', f"{TOPIC}, line 8"),
    "answer that lacks a field": (SOURCE, '"closes": closed}', '"close": closed}', f"{FORMS}, line"),
    "grammar that can't be read": (CENTRE, "[the] (", "[the (", f"{CENTRE}, line 7"),
    "no YAML": (PROMPTS, "topic_hours: Opening", 'topic_hours: "Opening', f"{PROMPTS}, line"),
    "answer that is none": (SOURCE, "return Answer(", "return Answer(None and ", f"{FORMS}, line"),
    "source that can't be asked": (SOURCE, "Json], call_sid: str)", "Json])", f"{FORMS}, line"),
    "source that gives nothing back": (SOURCE, "return Answer(", "Answer(", f"{FORMS}, line"),
    "source that fails": (SOURCE, '"harbour": ("Harbour', '"harbor": ("Harbour', f"{FORMS}, line"),
    "slot that the look-up does not name": (SOURCE, 'using["hours_centre"]', 'using["centre"]', f"{FORMS}, line"),
    "source that can't be opened": (SOURCE, "    def ask(", "    opened()\n\n    def ask(", f"{FORMS}, line"),
    "slot of the topic that is misspelt": (TOPIC, "out.topic", "out.topik", f"{TOPIC}, line"),
    "topic without a meaning": (TOPIC, '{ out.topic = "hours"; }', "", f"{TOPIC}, line"),
    "meaning of an unknown slot": (CENTRE, 'out = "harbour"', 'out.center = "harbour"', f"{CENTRE}, line 7"),
    "meaning that no prompt offers": (
        CENTRE,
        " | harbour",
        ' | north { out = "norht"; } | harbour',
        f"{CENTRE}, line 7",
    ),
    "words without a meaning": (CENTRE, " | harbour", " | north side | harbour", f"{CENTRE}, line"),
    "key that no prompt offers": (KEYS, ' | "2"', ' | "3" { out = "north"; } | "2"', f"{KEYS}, line 6"),
    "grammar of another language": (CENTRE, "language en", "language fr", f"{CENTRE}, line 2"),
    "slot that is read by a wrong name": (
        FORMS,
        'hours: Any = slots["hours"]',
        'hours: Any = slots.get("hour") or slots["hours"]',
        f"{FORMS}, line",
    ),
    "shared slot that is not declared": (
        FORMS,
        'hours: Any = slots["hours"]',
        'hours: Any = slots["hours"] if slots["region"] else None',
        f"{FORMS}, line",
    ),
    "slot that nothing fills": (
        FORMS,
        '    "hours": Record',
        '    "hours_day": MOMENT,\n    "hours": Record',
        f"{FORMS}, line 12",
    ),
    "column that nobody keeps": (SOURCE, "CENTRES = {", f"{TABLE}CENTRES = {{", SOURCE),
    "table that no migration makes": (
        SOURCE,
        "CENTRES = {",
        f"{TABLE}CENTRES = {{",
        f"{SOURCE}, line 16: hours: no migration makes id, phone of the table hours",
    ),
    "answer that is no tuple": (FORMS, CLOSED, 'return Say("hours_closed", {"name": hours["name"]})', f"{FORMS}, line"),
    "question that is never asked": (FORMS, '("ask_centre",))', '("ask_centre",), misses=0)', f"{FORMS}, line"),
    "prompt that is too long": (
        PROMPTS,
        "{name} is closed today",
        "{name} is closed today, and I am sorry to say that I do not know when it opens again",
        f"{PROMPTS}, line 9",
    ),
    "prompt that is not listed": (FORMS, ', Say("hours_closed")), serves', ",), serves", f"{FORMS}, line"),
    "topic without a grammar": (INIT, ', grammar="hours_topic"', "", "ivr/services/hours/"),
    "phrase of another topic": (TOPIC, "[the] opening", 'warranty { out.topic = "hours"; } | [the] opening', TOPIC),
    "prompt of another language": (
        "audio/fr/hours.yaml",
        "Le centre {name} est fermé aujourd'hui.",
        "The centre {name} is closed today.",
        "audio/fr/hours.yaml, line 9",
    ),
    "no Chinese": ("audio/zh/hours.yaml", "营业时间。\n\n", "Opening hours.\n\n", "audio/zh/hours.yaml, line 2"),
    "grammar of another language's words": (
        "grammars/fr/hours/hours_topic.gram",
        """[les] horaires ["d'ouverture"] (des centres | du centre)""",
        "[the] opening (hours | times) of the center",
        "grammars/fr/hours/hours_topic.gram, line 1",
    ),
    "value that a language leaves out": (
        "audio/fr/hours.yaml",
        "ouvert de {opens:time} à {closes:time}",
        "ouvert",
        "audio/fr/hours.yaml, line 8",
    ),
    "empty summary": (INIT, "opening hours of the service centres", "", f"{INIT}, line 10"),
    "import of another service": (
        SOURCE,
        "from ivr.sources",
        "from ivr.services.repair import SERVICE\nfrom ivr.sources",
        SOURCE,
    ),
    "form that reads the clock": (
        FORMS,
        'hours["opens"] and',
        '__import__("datetime").datetime.now() and hours["opens"] and',
        f"{FORMS}, line",
    ),
    "form that throws dice": (
        FORMS,
        "from typing import Any",
        "import random\nfrom typing import Any",
        f"{FORMS}, line 3",
    ),
    "two items that fill one slot": (FORMS, '"hours_told"', '"hours"', f"{FORMS}, line"),
    "item that comes too early": (
        FORMS,
        FIELD,
        '        LookUp("hours", "centre_hours", using=("hours_centre",)),\n' + FIELD,
        f"{FORMS}, line",
    ),
    "turn without end": (
        FORMS,
        CLOSED,
        AND % 'Clear(("hours", "hours_told"))',
        f"{FORMS}, line",
    ),
    "way that is not listed": (FORMS, CLOSED, AND % 'Goto("centres")', f"{FORMS}, line"),
    "value that the slot lacks": (
        FORMS,
        CLOSED,
        AND % 'Fill("hours_centre", "north")',
        f"{FORMS}, line",
    ),
    "form after which the call ends": (FORMS, '    then="anything_else",\n', "", f"{FORMS}, line"),
    "keys that are more than one": (KEYS, '"1" {', '"1" "1" {', f"{FORMS}, line"),
    "word that is taken everywhere": (CENTRE, "(riverside {", "(agent | riverside {", f"{CENTRE}, line"),
    "source that nothing asks": (INIT, "open_hours}", 'open_hours, "old": open_hours}', f"{INIT}, line"),
    "shared slot that there is not": (INIT, "slots=SLOTS,", 'slots=SLOTS,\n    uses=("regions",),', f"{INIT}, line"),
    "topic without a call": (CALLS, 'BY_KEYS = {"hours"', 'BY_KEYS = {"hour"', f"{CALLS}, line"),
    "command that nobody does": (
        INIT,
        "slots=SLOTS,",
        'slots=SLOTS,\n    commands={"close": lambda context: None},',
        f"{INIT}, line 14",
    ),
    "command that no effect tries": (
        INIT,
        "slots=SLOTS,",
        'slots=SLOTS,\n    commands={"close": open_hours},',
        "tests/services/hours/effects.py, line 1",
    ),
}


FEW = {
    "wrong value for a placeholder",
    "prompt of another language",
    "import of another service",
}
"""One of each kind: the others go with the slow tests."""


@pytest.mark.parametrize("mistake", [pytest.param(m, marks=[pytest.mark.soak] * (m not in FEW)) for m in MISTAKES])
def test_what_one_gets_wrong_is_found_with_its_place(project, blocks, runs, mistake):
    path, right, wrong, place = MISTAKES[mistake]
    assert right in blocks[path]
    try:
        (project / path).write_text(blocks[path].replace(right, wrong), encoding="utf-8")
        code, printed = runs("ivr.check")
    finally:
        (project / path).write_text(blocks[path], encoding="utf-8")
    assert code == 1, printed
    assert any(line.startswith(place) for line in printed.splitlines()), printed
    assert all(line.endswith(".") for line in printed.splitlines())


@pytest.mark.soak
def test_words_and_grammars_that_are_named_after_no_service_are_found(project, runs):
    named = {project / "audio/en/hours.yaml": "hour.yaml", project / "grammars/en/hours": "hour"}
    try:
        moved = [path.rename(path.with_name(name)) for path, name in named.items()]
        code, printed = runs("ivr.check")
    finally:
        for path, back in zip(moved, named, strict=True):
            path.rename(back)
    assert code == 1
    for shown in ("audio/en/hour.yaml", "grammars/en/hour"):
        assert f"{shown}: {shown}: there is no service hour. Name it after its service.\n" in printed


@pytest.mark.soak
def test_two_grammars_of_one_name_are_found(project, runs):
    twin = project / "grammars" / "en" / "warranty" / "centre.gram"
    try:
        twin.write_text((project / CENTRE).read_text(encoding="utf-8"), encoding="utf-8")
        code, printed = runs("ivr.check")
    finally:
        twin.unlink()
    assert code == 1
    assert "grammars/en/warranty/centre.gram, line 1: centre.gram: the grammar centre.gram stands in" in printed


def test_a_service_without_a_name_stops_the_program_in_one_sentence(project, blocks, runs):
    try:
        (project / INIT).write_text(blocks[INIT].replace('name="hours"', 'name="opening"'), encoding="utf-8")
        started = runs("ivr.services")
    finally:
        (project / INIT).write_text(blocks[INIT], encoding="utf-8")
    told = "ivr/services/hours/__init__.py: the service is named 'opening'; give it its folder's name, 'hours'\n"
    assert started == (2, told)
