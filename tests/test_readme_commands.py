"""What the README tells to type works: cheap commands are run, others have the options it names."""

import itertools
import json
import os
import re
import runpy
import shlex
import subprocess
import sys
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


def run(tmp_path, *words):
    environment = os.environ | {"IVR_DATA": str(tmp_path), "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240
    )
    return done.returncode, done.stdout + done.stderr


def test_the_readme_names_commands():
    assert len(PYTHON) > 8


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make")])
def test_make_knows_each_target(command):
    assert subprocess.run(["make", "--dry-run", *command.split()[1:]], cwd=ROOT, capture_output=True).returncode == 0


def ask(words, folder):
    """Run a module as a command, with what it prints in a file, and end with its exit code."""
    file = os.open(Path(folder) / "shown", os.O_WRONLY | os.O_CREAT)
    os.dup2(file, 1), os.dup2(file, 2)
    os.environ |= {"IVR_DATA": folder, "COLUMNS": "200"}
    sys.argv = words
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    sys.stdout.flush()
    os._exit(code)


@pytest.mark.parametrize("command", PYTHON)
def test_a_command_has_the_options_that_the_readme_names(fork_servers, command, tmp_path):
    words = itertools.takewhile(re.compile(r"-m|--app|[a-z][a-z.-]*").fullmatch, command.split())
    asked = [*(word for word in words if word not in ("python", "-m")), "--help"]
    code = fork_servers(*LOADED).starts("tests.test_readme_commands:ask", words=asked, folder=str(tmp_path)).exit_code()
    shown = (tmp_path / "shown").read_text()
    assert code == 0, shown
    assert {option for option in re.findall(r"--[a-z-]+", command) if option not in ("--app", *shown.split())} == set()


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("ivr.check", "sound"),
        ("ivr.services", "repair"),
        ("ivr.speech lint --syntax", ""),
        ("ivr.speech understand 'four seven two nine one six' --grammar builtin:digits", "472916"),
    ],
)
def test_cheap_commands_do_what_the_readme_says(command, says, tmp_path):
    code, output = run(tmp_path, *shlex.split(command))
    assert code == 0, output
    assert says in output


def test_services_are_listed_as_json(tmp_path):
    code, output = run(tmp_path, "ivr.services", "--json")
    assert code == 0
    assert "repair" in [service["name"] for service in json.loads(output)]
