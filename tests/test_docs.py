"""Documentation is tested: what can be listed must be found in it."""

import re
from pathlib import Path

from ivr.settings import Settings

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text()


def test_every_setting_is_in_the_readme_with_its_meaning():
    for name, field in Settings.model_fields.items():
        row = f"| `IVR_{name.upper()}` |"
        assert row in README
        assert field.description in README


def test_the_readme_names_no_setting_that_is_gone():
    named = set(re.findall(r"IVR_([A-Z_]+)", README))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_every_file_the_readme_links_to_exists():
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (PROJECT / link).exists(), link


def test_every_page_is_in_the_navigation_of_the_site():
    named = set(re.findall(r": ([\w/-]+\.md)$", (PROJECT / "mkdocs.yml").read_text(), re.MULTILINE))
    assert named == {file.name for file in (PROJECT / "docs").glob("*.md")} | {"decisions/README.md"}


def test_every_decision_is_listed_and_every_link_between_documents_leads_somewhere():
    decisions = PROJECT / "docs" / "decisions"
    listed = re.findall(r"\]\(([\w-]+\.md)\)", (decisions / "README.md").read_text())
    assert listed == sorted(file.name for file in decisions.glob("0*.md"))
    for file in (PROJECT / "docs").rglob("*.md"):
        for link in re.findall(r"\]\((?!http)([^)#]+)[^)]*\)", file.read_text()):
            made = link.startswith("pictures/")  # by docs/pictures.py
            assert made or (file.parent / link).exists(), f"{file}: {link}"


def test_every_make_target_the_readme_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


def test_each_test_that_the_table_of_security_names_exists():
    table = (PROJECT / "docs" / "asvs.md").read_text()
    for file, name in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", table):
        assert (PROJECT / file).exists(), file
        assert not name or f"def {name}(" in (PROJECT / file).read_text(), f"{file}::{name}"


def test_the_table_of_security_names_each_requirement_once():
    table = (PROJECT / "docs" / "asvs.md").read_text()
    rows = re.findall(r"^\| (V[0-9.]+) \|", table, re.MULTILINE)
    assert len(rows) == len(set(rows))
    assert rows == sorted(rows, key=lambda row: [int(part) for part in row[1:].split(".")])
