"""Make an article of a Markdown or HTML file: front matter, else headings and the file's own name."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from ivr.languages import LANGUAGES

MARKDOWN, HTML = (".md", ".markdown"), (".html", ".htm")
SUFFIXES = (*MARKDOWN, *HTML)
_FRONT = re.compile(r"\A---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_MARKUP = (
    (_FENCE, " "),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"<[^>\n]+>"), " "),
    (re.compile(r"^\s{0,3}(?:>|#{1,6})\s+", re.MULTILINE), ""),
    (re.compile(r"^\s*\|?[-:| ]{3,}\|?\s*$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__|\*|`+|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
)


def document(path: Path, text: str, language: str) -> Mapping[str, Any]:
    """Return the values of the article in a file; `path` is the one below its folder, and its id."""
    stem, of_name = _named(path)
    found = _html(text) if path.suffix.lower() in HTML else _markdown(text)
    told = {"id": stem, "language": of_name or language, "title": Path(stem).name.replace("-", " ").replace("_", " ")}
    return told | {name: value for name, value in found.items() if value}


def _named(path: Path) -> tuple[str, str]:
    """Return the id and the language that a path tells: `fr/alarm.md`, `alarm.fr.md`, else none."""
    stem = path.with_suffix("").as_posix()
    head, _, end = stem.rpartition(".")
    if end in LANGUAGES:
        return head, end
    first, _, rest = stem.partition("/")
    return (rest, first) if rest and first in LANGUAGES else (stem, "")


def _markdown(text: str) -> dict[str, Any]:
    front = _FRONT.match(text)
    told = _front(front.group(1)) if front else {}
    body = text[front.end() :] if front else text
    heading = _HEADING.search(body)
    if heading and not told.get("title"):
        told["title"] = _plain(heading.group(1))
        body = body[: heading.start()] + body[heading.end() :]
    return told | {"text": _plain(body)}


def _front(text: str) -> dict[str, Any]:
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return {str(name): value for name, value in told.items()} if isinstance(told, dict) else {}


def _plain(text: str) -> str:
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text.strip()


class _Page(HTMLParser):
    """Collects the language, the title, the first heading and the text of a page."""

    HIDDEN = frozenset(("script", "style", "template", "nav", "footer", "head"))
    BLOCKS = frozenset(("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "section", "article"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.parts: dict[str, list[str]] = {"title": [], "h1": [], "text": []}
        self._open: list[str] = []
        self._headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attrs).get("lang") or ""
        if tag in self.BLOCKS:
            self.parts["text"].append("\n\n")
        if tag in self.HIDDEN or tag in ("title", "h1"):
            self._open.append(tag)
        self._headings += tag == "h1"

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        inner = self._open[-1] if self._open else ""
        if "h1" in self._open and self._headings == 1:
            self.parts["h1"].append(data)
        elif inner == "title" and "svg" not in self._open:
            self.parts["title"].append(data)
        elif not any(tag in self.HIDDEN for tag in self._open):
            self.parts["text"].append(data)


def _html(text: str) -> dict[str, Any]:
    page = _Page()
    page.feed(text)
    page.close()
    title, heading = (" ".join("".join(page.parts[name]).split()) for name in ("title", "h1"))
    blocks = (" ".join(block.split()) for block in "".join(page.parts["text"]).split("\n\n"))
    return {"language": page.language, "title": heading or title, "text": "\n\n".join(filter(None, blocks))}
