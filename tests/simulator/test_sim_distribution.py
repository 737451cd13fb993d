"""The simulator as a distribution of its own: what its wheel holds and needs, and that it works by itself."""

import ast
import email
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "ivr" / "simulator"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
IMPORTED_AS = {"pyyaml": "yaml", "hibari-tts": "hibari"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built by the tools that are installed already."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(FOLDER)], check=True)
    (found,) = folder.glob("*.whl")
    return zipfile.ZipFile(found)


@pytest.fixture(scope="module")
def metadata(wheel):
    (name,) = [name for name in wheel.namelist() if name.endswith("METADATA")]
    return email.message_from_bytes(wheel.read(name))


def imported():
    """Return the packages from outside that the simulator's files import."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names} - sys.stdlib_module_names


def test_the_wheel_holds_each_file_of_the_package_and_nothing_else(wheel):
    tracked = subprocess.run(["git", "ls-files", "."], cwd=FOLDER, capture_output=True, text=True, check=True)
    files = {name for name in tracked.stdout.split() if name.endswith(".py") or name.startswith("softphone/")}
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == {f"ivr/simulator/{name}" for name in [*files, "py.typed"]}
    assert "ivr/simulator/softphone/js/main.js" in held


def test_the_wheel_says_whose_it_is_and_how_it_starts(wheel, metadata):
    assert (metadata["Name"], metadata["License-Expression"]) == ("ivr-simulator", "Apache-2.0")
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata.get_payload().startswith("# The simulator")
    names = {Path(name).name: name for name in wheel.namelist()}
    assert wheel.read(names["LICENSE"]) == (ROOT / "LICENSE").read_bytes()
    assert b"ivr-simulator = ivr.simulator.__main__:run" in wheel.read(names["entry_points.txt"])


def test_the_wheel_needs_just_what_its_files_import_by_ranges(metadata):
    needs = [Requirement(line) for line in metadata.get_all("Requires-Dist")]
    assert {IMPORTED_AS.get(need.name.lower(), need.name.lower()) for need in needs} == imported() - {"ivr", "pytest"}
    assert all({">=", "<"} == {each.operator for each in need.specifier} for need in needs)


def test_the_files_of_the_wheel_work_without_the_rest_of_the_project(wheel, tmp_path):
    wheel.extractall(tmp_path / "site")
    arguments = first_call(tmp_path)
    script = "import ivr, sys; from ivr.simulator.__main__ import run; print(*ivr.__path__); sys.exit(run())"
    command = [sys.executable, "-P", "-c", script, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{tmp_path / 'site' / 'ivr'}\n")
    assert "nine to five" in done.stdout


@pytest.mark.soak
def test_an_install_in_an_empty_environment_makes_the_readmes_first_call(tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    bin_folder = tmp_path / "env" / "bin"
    subprocess.run([bin_folder / "python", "-m", "pip", "install", "--quiet", str(FOLDER)], check=True, cwd=tmp_path)
    for command in ([bin_folder / "ivr-simulator"], [bin_folder / "python", "-m", "ivr.simulator"]):
        done = subprocess.run([*command, *first_call(tmp_path)], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "nine to five" in done.stdout


def first_call(folder):
    """Put the README's app and scenario into a folder, and return the arguments of its first command."""
    section = README.partition("## First call")[2].partition("\n## ")[0]
    app, scenario = re.findall(r"```(?:python|yaml)\n(.*?)```", section, re.S)
    (folder / "shop.py").write_text(app)
    (folder / "hours.yaml").write_text(scenario)
    assert yaml.safe_load(scenario)["steps"]
    (first, *_) = re.findall(r"^    ivr-simulator (.*?)  +#", section, re.M)
    return first.split()
