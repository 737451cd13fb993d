"""One word an idea, and the field's own: private metaphors and archaic turns stay out of names and texts."""

import ast
import re
from pathlib import Path

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


def code():
    """Return all names of the code as words, and its comments and docstrings line by line, each with its place."""
    names, remarks = [], []
    for file in CODE:
        named, remarked = said_in(file)
        names += [(words_of(name), place(file, at)) for at, name in named]
        remarks += [(line, place(file, at)) for at, line in remarked]
    return names, remarks


def lines():
    """Return all lines of the texts, each with its place."""
    read = ((file, at, line) for file in TEXTS for at, line in enumerate(file.read_text().splitlines(), 1))
    return [(line, place(file, at)) for file, at, line in read]


def texts(remarks):
    """Return where each word is used in texts and remarks."""
    said, found = re.compile(rf"\b({'|'.join(BANNED)})\b"), {word: [] for word in BANNED}
    for line, at in (*lines(), *remarks):
        for word in said.findall(line.lower()):
            found[word].append(at)
    return found


def test_the_glossary_lists_the_words_that_we_do_without():
    assert len(BANNED) > 20


def test_a_word_we_do_without_is_nowhere():
    names, remarks = code()
    found = {word: [at for words, at in names if f" {word} " in words] + at for word, at in texts(remarks).items()}
    assert {f"{word}: write {BANNED[word]} instead": at for word, at in found.items() if at} == {}
