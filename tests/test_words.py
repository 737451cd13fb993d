"""One word an idea, and the field's own: private metaphors and archaic turns stay out of names and texts."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text()
BANNED = dict(re.findall(r"^\| ~~([a-z ]+)~~ \| (.+?) \|$", GLOSSARY, re.MULTILINE))
CODE = [
    file
    for folder in ("ivr", "tests")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in file.parts
]
TEXTS = [
    *(file for file in ROOT.glob("*.md")),
    *(file for file in (ROOT / "docs").rglob("*.md") if file.name != "glossary.md"),
    *(ROOT / "ivr").rglob("*.md"),
    *(ROOT / "audio").rglob("*.yaml"),
    ROOT / "pyproject.toml",
    ROOT / "Makefile",
]


def names_in(file):
    """Return the names that a file makes: its own, and those of its classes, functions, fields and variables."""
    yield 0, file.stem
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name


def words_of(name):
    """Return the words of a name in whatever case it is written, with a blank before and after each."""
    return f" {re.sub(r'(?<=[a-z])(?=[A-Z])|_+', ' ', name).lower()} "


def place(file, line):
    return f"{file.relative_to(ROOT)}:{line}"


@cache
def names():
    """Return all names of the code as words, each with its place."""
    return [(words_of(name), place(file, line)) for file in CODE for line, name in names_in(file)]


@cache
def lines():
    """Return all lines of the texts, each with its place."""
    read = ((file, at, line) for file in TEXTS for at, line in enumerate(file.read_text().splitlines(), 1))
    return [(line, place(file, at)) for file, at, line in read]


def found_in_names(word):
    return [at for words, at in names() if f" {word} " in words]


def found_in_texts(word):
    said = re.compile(rf"\b{word}\b", re.IGNORECASE)
    return [at for line, at in lines() if said.search(line)]


def test_the_glossary_lists_the_words_that_we_do_without():
    assert len(BANNED) > 20


@pytest.mark.parametrize("word", sorted(BANNED))
def test_a_word_we_do_without_is_nowhere(word):
    found = found_in_names(word) + found_in_texts(word)
    assert not found, f"{word}: write {BANNED[word]} instead"
