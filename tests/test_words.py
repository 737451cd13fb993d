"""One word an idea, and the field's own: private metaphors and archaic turns stay out of names and texts."""

import ast
import re
from collections import defaultdict
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
COMMENT = re.compile(r"(?:^|\s)# (.*)")
TEXTS = [
    *(file for file in ROOT.glob("*.md")),
    *(file for file in (ROOT / "docs").rglob("*.md") if file.name != "glossary.md"),
    *(ROOT / "ivr").rglob("*.md"),
    *(ROOT / "audio").rglob("*.yaml"),
    ROOT / "pyproject.toml",
    ROOT / "Makefile",
]


def said_in(file):
    """Give the names that a file makes, as words, and its comments and docstrings line by line, each with its number.

    Names are its own, and those of its classes, functions, fields and variables.
    """
    text = file.read_text()
    names, remarks = [(0, file.stem)], []
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                names.append((node.lineno, name))
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.append((node.lineno, name))
            case ast.Expr(ast.Constant(str() as remark)):
                remarks += enumerate(remark.splitlines(), node.lineno)
    comments = [(at, each) for at, line in enumerate(text.splitlines(), 1) for each in COMMENT.findall(line)]
    return names, remarks + comments


def words_of(name):
    """Return the words of a name in whatever case it is written, with a blank before and after each."""
    return f" {re.sub(r'(?<=[a-z])(?=[A-Z])|_+', ' ', name).lower()} "


def place(file, line):
    return f"{file.relative_to(ROOT)}:{line}"


@cache
def code():
    """Return all names of the code as words, and its comments and docstrings line by line, each with its place."""
    names, remarks = [], []
    for file in CODE:
        named, remarked = said_in(file)
        names += [(words_of(name), place(file, at)) for at, name in named]
        remarks += [(line, place(file, at)) for at, line in remarked]
    return names, remarks


@cache
def lines():
    """Return all lines of the texts, each with its place."""
    read = ((file, at, line) for file in TEXTS for at, line in enumerate(file.read_text().splitlines(), 1))
    return [(line, place(file, at)) for file, at, line in read]


def found_in_names(word):
    return [at for words, at in code()[0] if f" {word} " in words]


@cache
def found_in_texts():
    """Return where each word is used in texts and remarks."""
    said, found = re.compile(rf"\b({'|'.join(BANNED)})\b", re.IGNORECASE), defaultdict(list)
    for line, at in (*lines(), *code()[1]):
        for word in said.findall(line):
            found[word.lower()].append(at)
    return found


def test_the_glossary_lists_the_words_that_we_do_without():
    assert len(BANNED) > 20


@pytest.mark.parametrize("word", sorted(BANNED))
def test_a_word_we_do_without_is_nowhere(word):
    found = found_in_names(word) + found_in_texts()[word]
    assert not found, f"{word}: write {BANNED[word]} instead"
