"""The door of the grammar package: load, parse, check."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ivr.languages.language import Language
from ivr.speech.grammar.builtins import builtin
from ivr.speech.grammar.errors import AbsentGrammar, GrammarError, Place
from ivr.speech.grammar.files import find_file, free_name, twin_name
from ivr.speech.grammar.grammar import Grammar, Member
from ivr.speech.grammar.loader import Linker, stamp
from ivr.speech.grammar.model import Document, Form, Mode
from ivr.speech.grammar.reader import read_text, read_unchecked
from ivr.speech.grammar.validate import problems

HERE = Path()
"""Where grammars are looked for unless a folder is given."""
_Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class _Kept:
    grammar: Grammar
    stamps: tuple[tuple[Path, int], ...]

    def fresh(self) -> bool:
        return all(stamp(path) == at for path, at in self.stamps)


_kept: dict[_Key, _Kept] = {}
_compiling = Lock()  # the first callers after a start want the same grammar: one compiles, the others wait for it


def load(ref: str, *, language: Language, folder: Path = HERE, mode: Mode = "voice") -> Grammar:
    """Return the compiled grammar of a reference in a language; kept until one of its files changes.

    `ref` is a file's name in the folder or its path, with or without `.gram` or `.grxml`, or
    `builtin:NAME?param=value;param=value`; `#rule` after a file activates that rule instead of the root.
    Raises GrammarError.
    """
    key = (ref, str(folder), mode, language.code)
    if kept := _fresh(key):
        return kept
    with _compiling:
        return _fresh(key) or _compile(ref, folder, language, mode)


def _compile(ref: str, folder: Path, language: Language, mode: Mode) -> Grammar:
    key = (ref, str(folder), mode, language.code)
    linker = Linker(folder, language)
    if ref.startswith("builtin:"):
        roots = linker.builtin(ref, mode)
    else:
        name, _, rule = ref.partition("#")
        roots, mode = linker.file(find_file(name, folder, mode), rule, mode)
    members = tuple(Member(ref, root) for root in roots)
    grammar = Grammar(
        members, language, mode, lambda: _twin(ref, folder, language), lambda: _wordings(ref, folder, language)
    )
    _kept[key] = _Kept(grammar, tuple((path, stamp(path)) for path in linker.paths))
    return grammar


def _fresh(key: _Key) -> Grammar | None:
    kept = _kept.get(key)
    return kept.grammar if kept and kept.fresh() else None


def _twin(ref: str, folder: Path, language: Language) -> Grammar | None:
    name = ref.partition("#")[0]
    if kept := _fresh((name, str(folder), "dtmf", language.code)):
        return kept
    try:
        if ref.startswith("builtin:"):
            builtin(ref, "dtmf", folder, language)
        else:
            find_file(twin_name(name), folder)
    except GrammarError:
        return None
    return load(name, folder=folder, language=language, mode="dtmf")


def _wordings(ref: str, folder: Path, language: Language) -> Grammar | None:
    """Return the free wordings in the file beside; they mean what the grammar itself means, under its name."""
    if ref.startswith("builtin:"):
        return None
    try:
        free = load(free_name(ref.partition("#")[0]), folder=folder, language=language)
    except AbsentGrammar:
        return None
    return Grammar(tuple(Member(ref, member.root) for member in free.members), language)


def parse(text: str, form: Form = "abnf", *, language: Language, folder: Path = HERE, rule: str = "") -> Grammar:
    """Return the compiled grammar of a text; files it refers to are looked for in the folder. Raises GrammarError."""
    document = read_text(text, f"<{form}>", form)
    roots = Linker(folder, language).document(document, rule)
    members = tuple(Member(document.file, root) for root in roots)
    return Grammar(members, language, document.mode)


def check(path: Path | str, language: Language) -> list[GrammarError]:
    """Return everything wrong with a grammar file: its form, its rules, and what it refers to.

    An AbsentGrammar among them is no fault of this file: what it refers to is not here.
    """
    path = Path(path)
    try:
        document = read_unchecked(path.read_bytes(), str(path))
        return problems(document) or _linking(path, document, language)
    except GrammarError as error:
        return [error]
    except OSError as error:
        return [GrammarError(f"Cannot read the grammar: {error.strerror}", Place(str(path)))]
    except RecursionError:
        return [GrammarError("The rules are nested too deep", Place(str(path)))]


def _linking(path: Path, document: Document, language: Language) -> list[GrammarError]:
    """Go on after each rule that cannot be linked, so that one bad reference does not hide another."""
    found: dict[str, GrammarError] = {}
    linker = Linker(path.parent, language)
    for rule in document.rules:
        try:
            linker.file(path, rule)
        except GrammarError as error:
            found.setdefault(str(error), error)
    return list(found.values())
