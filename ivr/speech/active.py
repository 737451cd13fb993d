"""The grammars that are active together, loaded once and again only when a file of theirs changed."""

from dataclasses import dataclass
from pathlib import Path

from ivr.speech.decoding import GARBAGE
from ivr.speech.emphasis import Kind, emphasised, kind_of
from ivr.speech.grammar import Grammar, load, union


@dataclass(frozen=True)
class Active:
    """One grammar made of a question's grammars, with the phrases that Vosk may hear."""

    parts: tuple[Grammar, ...]
    grammar: Grammar
    phrases: tuple[str, ...]
    kind: Kind


class ActiveGrammars:
    """Active grammars by their references. A folder may hold a folder for each language, or the grammars themselves."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[tuple[tuple[str, ...], str], Active] = {}

    def active(self, refs: tuple[str, ...], language: str) -> Active:
        """Return the references' grammars as one; raise GrammarError for one that can't be loaded."""
        folder = self._folder / language if (self._folder / language).is_dir() else self._folder
        parts = tuple(load(ref, folder=folder, language=language) for ref in refs)
        known = self._known.get((refs, language))
        if known is None or any(one is not other for one, other in zip(parts, known.parts, strict=True)):
            grammar = union(parts)
            listed = tuple(phrase for phrase in grammar.phrases() if phrase != GARBAGE)
            known = self._known[refs, language] = Active(parts, grammar, emphasised(listed), kind_of(listed))
        return known
