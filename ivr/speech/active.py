"""The grammars that are active together, loaded once and again only when a file of theirs changed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ivr.languages.language import CodeWords, Language
from ivr.redaction.lexicon import harmless_words
from ivr.speech.decoding import GARBAGE
from ivr.speech.emphasis import Kind, emphasised, kind_of
from ivr.speech.grammar import Grammar, load, union

SHORTEST, LONGEST = 2, 6
"""Letters of ordinary words that a short answer may be mistaken for: longer ones hardly are."""


@dataclass(frozen=True)
class Active:
    """One grammar made of a question's grammars, with the phrases that Vosk may hear."""

    parts: tuple[Grammar, ...]
    grammar: Grammar
    phrases: tuple[str, ...]
    kind: Kind
    answers: tuple[str, ...] = ()
    """The words that say yes or no, where these are answers: all that is listened for when in doubt."""
    agreeing: frozenset[str] = frozenset()
    """Those of them that say yes."""

    @property
    def words(self) -> CodeWords:
        """Return the language's words for digits and letters."""
        return self.grammar.language.words


class ActiveGrammars:
    """A language's active grammars by their references. A folder may hold one for each language, or the grammars."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder / language.code if (folder / language.code).is_dir() else folder
        self._language = language
        self._known: dict[tuple[str, ...], Active] = {}

    def active(self, refs: tuple[str, ...]) -> Active:
        """Return the references' grammars as one; raise GrammarError for one that can't be loaded."""
        parts = tuple(load(ref, folder=self._folder, language=self._language) for ref in refs)
        known = self._known.get(refs)
        if known is None or any(one is not other for one, other in zip(parts, known.parts, strict=True)):
            grammar = union(parts)
            listed = _listed(grammar, answers := _answers(grammar))
            known = Active(parts, grammar, *listed, answers, _agreeing(answers, grammar.language))
            self._known[refs] = known
        return known


def _listed(grammar: Grammar, answers: tuple[str, ...]) -> tuple[tuple[str, ...], Kind]:
    """Return the phrases for Vosk, and what they are."""
    listed, words = tuple(phrase for phrase in grammar.phrases() if phrase != GARBAGE), grammar.language.words
    kind = kind_of(listed, words)
    return emphasised(listed, words, () if kind == "sentences" else answers), kind


def _answers(grammar: Grammar) -> tuple[str, ...]:
    """Return the words that say yes or no by themselves, where the grammar takes them."""
    yes_no = load("builtin:boolean", language=grammar.language)
    words = sorted(yes_no.words() & grammar.words())
    return tuple(word for word in words if yes_no.expects(word).complete and grammar.expects(word).complete)


def _agreeing(answers: tuple[str, ...], language: Language) -> frozenset[str]:
    """Return those of the words that say yes."""
    yes_no = load("builtin:boolean", language=language)
    return frozenset(word for word in answers if yes_no.meanings(word)[0].value is True)


@cache
def ordinary_words(language: Language) -> tuple[str, ...]:
    """Return the language's short ordinary words, digits and letters: what may be said where an answer is heard."""
    ordinary = {word for word in harmless_words(language.redaction) if SHORTEST <= len(word) <= LONGEST}
    return tuple(sorted(ordinary | language.words.plain | language.words.letters))
