"""What a stranger relies on: the licence, what an install brings, and the public CI."""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
TEST_TOOLS = {canonicalize_name(Requirement(line).name) for line in EXTRAS["tests"]}


def by_name(lines):
    return {canonicalize_name(wanted.name): wanted for wanted in map(Requirement, lines)}


def lines_of(file):
    return [line.removesuffix(" \\") for line in (ROOT / file).read_text().splitlines() if re.match(r"\w", line)]


PINS = by_name(lines_of("requirements.in"))
TEST_PINS = by_name(lines_of("tests/requirements.in"))
ALL_PINS = PINS | TEST_PINS
RANGES = by_name([*PROJECT["dependencies"], *EXTRAS["voices"], *EXTRAS["simulator"]])
ALL_RANGES = RANGES | by_name(EXTRAS["tests"])


def brought_by(lines):
    """Return the names of all that an installer brings for some requirements."""
    found, waiting = set(), list(by_name(lines))
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needs = map(Requirement, distribution(name).requires or [])
        except PackageNotFoundError:  # for another Python or system
            continue
        waiting += [canonicalize_name(n.name) for n in needs if n.marker is None or n.marker.evaluate({"extra": ""})]
    return found


def imported_by(*files):
    """Return the distributions that files import, and where."""
    places = packages_distributions()
    found = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            for top in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"ivr", "tests"}:
                found.update((canonicalize_name(name), f"{file}:{node.lineno}") for name in places.get(top, [top]))
    return found


@pytest.mark.parametrize("folder", ["", "tests/"])
def test_every_package_is_pinned_with_hashes_also_those_that_others_bring(folder):
    """A package that requirements.in names and requirements.txt does not have waits for `make pins`."""
    text = (ROOT / f"{folder}requirements.txt").read_text()
    named, pinned = (by_name(lines_of(f"{folder}requirements.{kind}")) for kind in ("in", "txt"))
    assert {name: str(pin.specifier) for name, pin in named.items()}.items() <= {
        name: str(pin.specifier) for name, pin in pinned.items()
    }.items()
    assert brought_by(lines_of(f"{folder}requirements.in")) <= pinned.keys()
    assert len(pinned) == len(re.findall(r"==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", text))


def test_what_both_lists_pin_has_one_version():
    here, tests = (by_name(lines_of(file)) for file in ("requirements.txt", "tests/requirements.txt"))
    both = here.keys() & tests.keys()
    assert both
    assert {name for name in both if here[name].specifier != tests[name].specifier} == set()


def test_requirements_pin_just_what_the_project_names():
    assert PINS.keys() == RANGES.keys()
    assert TEST_PINS.keys() == TEST_TOOLS


@pytest.mark.parametrize("name", sorted(ALL_PINS))
def test_each_pin_is_in_the_range_of_the_project(name):
    pin, wanted = ALL_PINS[name], ALL_RANGES[name]
    (version,) = [one.version for one in pin.specifier]
    assert str(pin.specifier).startswith("==")
    assert wanted.specifier.contains(version)
    assert str(pin.marker) == str(wanted.marker)


def test_what_make_setup_installs_holds_no_test_tool():
    assert by_name(lines_of("requirements.txt")).keys() & TEST_TOOLS == set()


@pytest.mark.thorough
def test_a_production_install_brings_all_that_the_hotline_imports_and_no_test_tool():
    brought = brought_by(PROJECT["dependencies"])
    optional = by_name(EXTRAS["voices"]).keys()  # loaded only where recordings are made
    files = [
        *ROOT.glob("*.py"),
        *(f for f in (ROOT / "ivr").rglob("*.py") if "simulator" not in f.relative_to(ROOT).parts),
    ]
    imported = imported_by(*files)
    assert len(imported) > 20
    assert {name: where for name, where in imported.items() if name not in brought | optional} == {}
    assert not brought & TEST_TOOLS


@pytest.mark.thorough
def test_the_simulator_extra_brings_what_the_simulator_imports():
    brought = brought_by([*PROJECT["dependencies"], *EXTRAS["simulator"]])
    imported = imported_by(*(ROOT / "ivr" / "simulator").rglob("*.py"))
    imported.pop("pytest", None)  # its plugin runs inside pytest
    assert {name: where for name, where in imported.items() if name not in brought} == {}


def test_the_licence_is_apache_2():
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def test_the_public_ci_runs_our_ci_on_every_python_that_we_name():
    (job,) = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text())["jobs"].values()
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert job["strategy"]["matrix"]["python"] == named
    assert job["steps"][-1]["run"] == ".ci/run"


def test_the_commit_hooks_run_the_tools_that_are_pinned():
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]:
        assert repository["repo"] == "local"
        assert all(hook["entry"].startswith(".venv/bin/") for hook in repository["hooks"])


def test_no_two_files_of_tests_have_one_name_unless_their_folder_is_a_package():
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if not (file.parent / "__init__.py").exists()]
    names = [file.name for file in files]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
