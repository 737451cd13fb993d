"""Check that what stands in a language's folder is in that language: files are copied, and forgotten.

No dictionary is asked: a word belongs to the languages whose other files have it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from ivr.dialog.check import Problem
from ivr.prompts import Catalogue
from ivr.prompts.template import Template, Text
from ivr.speech.grammar.words import split_words

Words = Mapping[str, set[str]]
"""In which files of a language each word stands."""
USUAL = 2
"""In how many files a word of another language stands, at least: names stand in one."""
TAG = re.compile(r"\{[^{}]*\}|<[^<>]*>|\$\w+|/[\d.]+/")


def own_language(catalogues: Mapping[str, Catalogue], grammars: Path) -> Iterator[Problem]:
    """Yield prompts and grammars of services whose words are another language's."""
    known = {code: _known(catalogue, grammars / code) for code, catalogue in catalogues.items()}
    for code, catalogue in catalogues.items():
        for prompt, wordings in catalogue.prompts.items():
            for name, template in wordings.items():
                if found := _foreign(_said(template), code, known, _stem(catalogue, prompt)):
                    what = f"{prompt} ({name}, {code}) is not in {code}: {found}"
                    yield Problem(f"{code} prompts", what, f"Write it in {code}.", prompt, code)
        for file in sorted((grammars / code).glob("*/*.gram")):
            if ".free." in file.name:
                continue  # patterns of JavaScript
            if found := _foreign(_terminals(file), code, known, file.parent.name, pairs=False):
                shown = str(file.relative_to(grammars.parent))
                yield Problem(
                    file.name, f"it is not in {code}: {found}", f"Write it in {code}.", place=f"{shown}, line 1"
                )


def _foreign(said: Sequence[str], code: str, known: Mapping[str, Words], stem: str, *, pairs: bool = True) -> str:
    """Return words of another language, where they are more than the own ones, or (`pairs`) two stand together."""
    own = [bool(known[code].get(word, set()) - {stem}) for word in said]
    for words in (words for other, words in known.items() if other != code):
        theirs = [not is_own and len(words.get(word, ())) >= USUAL for word, is_own in zip(said, own, strict=True)]
        if sum(theirs) > max(1, sum(own)) or (pairs and any(map(all, pairwise(theirs)))):
            return " ".join(word for word, is_theirs in zip(said, theirs, strict=True) if is_theirs)
    return ""


def _known(catalogue: Catalogue, grammars: Path) -> Words:
    found: dict[str, set[str]] = defaultdict(set)
    for prompt, wordings in catalogue.prompts.items():
        for word in (word for template in wordings.values() for word in _said(template)):
            found[word].add(_stem(catalogue, prompt))
    for file in grammars.rglob("*.gram"):
        for word in _terminals(file):
            found[word].add(file.parent.name)
    return found


def _stem(catalogue: Catalogue, prompt: str) -> str:
    return Path(catalogue.places[prompt].partition(",")[0]).stem


def _said(template: Template) -> tuple[str, ...]:
    """Return the words of a prompt, but for those that the caller may say."""
    return split_words(" ".join(part.text for part in template if isinstance(part, Text)))


def _terminals(file: Path) -> tuple[str, ...]:
    """Return the words of a grammar's rules."""
    rules = (line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("//"))
    _, _, body = "\n".join(rules).partition("tag-format")
    return split_words(TAG.sub(" ", body.partition(";")[2]).replace("public", " "))
