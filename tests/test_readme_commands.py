"""What the README tells to type works: cheap commands are run, others have the options it names."""

import itertools
import json
import re
import shlex
import subprocess
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
LOADED = ("ivr.hotline.web", "ivr.intents", "ivr.knowledge", "ivr.speech", "ivr.simulator")


def commands():
    """Return each command of the README's tables and code blocks, alternatives (`call|serve`) one by one."""
    spans = re.findall(r"`((?:\.venv/bin/)?(?:python|flask|make) .+?)`", README)
    blocks = [line.partition("#")[0].strip() for line in README.splitlines() if line.startswith("    make ")]
    for command in {*spans, *blocks}:
        head, *rest = command.replace("\\|", "|").removeprefix(".venv/bin/").split(" ")
        choice = next((word for word in rest if re.fullmatch(r"[a-z]+(\|[a-z]+)+", word)), None)
        for alternative in choice.split("|") if choice else [None]:
            yield " ".join([head, *(alternative if word == choice else word for word in rest)])


COMMANDS = sorted(set(commands()))
PYTHON = [command for command in COMMANDS if command.startswith(("python", "flask"))]


@pytest.fixture
def run(fork_servers, tmp_path):
    """Run a module as a command; return its exit code, and what it printed."""
    return partial(fork_servers(*LOADED).runs, tmp_path)


def test_the_readme_names_commands():
    assert len(PYTHON) > 8


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make")])
def test_make_knows_each_target(command):
    assert subprocess.run(["make", "--dry-run", *command.split()[1:]], cwd=ROOT, capture_output=True).returncode == 0


@pytest.mark.thorough
@pytest.mark.parametrize("command", PYTHON)
def test_a_command_has_the_options_that_the_readme_names(run, command):
    words = itertools.takewhile(re.compile(r"-m|--app|[a-z][a-z.-]*").fullmatch, command.split())
    asked = [*(word for word in words if word not in ("python", "-m")), "--help"]
    code, shown = run(*asked)
    assert code == 0, shown
    assert {option for option in re.findall(r"--[a-z-]+", command) if option not in ("--app", *shown.split())} == set()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("ivr.check", "sound"),
        ("ivr.services", "repair"),
        ("ivr.speech lint --syntax", ""),
        ("ivr.speech understand 'four seven two nine one six' --grammar builtin:digits", "472916"),
    ],
)
def test_cheap_commands_do_what_the_readme_says(run, command, says):
    code, output = run(*shlex.split(command))
    assert code == 0, output
    assert says in output


@pytest.mark.thorough
def test_services_are_listed_as_json(run):
    code, output = run("ivr.services", "--json")
    assert code == 0
    assert "repair" in [service["name"] for service in json.loads(output)]
