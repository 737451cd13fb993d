"""Load grammars by reference: files of either form, builtins, and texts; follow what they refer to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from ivr.languages.language import Language
from ivr.speech.grammar import limits
from ivr.speech.grammar.builtins import builtin
from ivr.speech.grammar.compile import Compiler
from ivr.speech.grammar.errors import AbsentGrammar, GrammarError, Place
from ivr.speech.grammar.files import find_file
from ivr.speech.grammar.model import Document, Form, Mode, RuleRef, Tag
from ivr.speech.grammar.nodes import RuleNode
from ivr.speech.grammar.prepare import prepare
from ivr.speech.grammar.reader import read_file, read_text
from ivr.speech.grammar.script import SCRIPT, check_scripts
from ivr.speech.grammar.validate import walk

BUILTINS_KEPT = 128
"""Builtins that stay compiled: several grammars of a language refer to the same few, and one takes 50 ms and more."""

_FORMS: dict[str, Form] = {"application/srgs": "abnf", "application/srgs+xml": "xml"}


@dataclass
class Linker:
    """Compile one grammar with all that it refers to; `paths` are the files it was made of."""

    folder: Path
    language: Language
    paths: list[Path] = field(default_factory=list)
    _compilers: dict[str, Compiler] = field(default_factory=dict)
    _size: list[int] = field(default_factory=lambda: [0])

    def file(self, path: Path, rule: str = "", mode: Mode = "voice") -> tuple[list[RuleNode], Mode]:
        """Return the rules that are active when a file is (its root, a named rule, or all public ones), and its mode.

        Where keys are wanted a voice grammar is refused.
        """
        compiler = self._file(path)
        if mode == "dtmf" and compiler.document.mode != "dtmf":
            raise GrammarError("This grammar is for voice", Place(str(path)), expected="mode dtmf")
        return self._active(compiler, rule), compiler.document.mode

    def builtin(self, uri: str, mode: Mode) -> list[RuleNode]:
        """Return the root of a builtin."""
        return self._active(self._builtin(uri, mode), "")

    def document(self, document: Document, rule: str = "") -> list[RuleNode]:
        """Return the active rules of a document that was read elsewhere."""
        return self._active(self._compiler(document.file, lambda: document), rule)

    def _active(self, compiler: Compiler, rule: str) -> list[RuleNode]:
        document = compiler.document
        public = [each.name for each in document.rules.values() if each.public]
        wanted = [rule] if rule else [document.root] if document.root else public
        if not wanted or any(name not in document.rules for name in wanted):
            raise GrammarError(
                f"There is no rule ${rule} to activate" if rule else "No rule can be activated",
                Place(document.file),
                expected="a root declaration or a public rule",
            )
        try:
            rules = [compiler.rule(name) for name in wanted]
            for each in rules:
                prepare(each)
        except RecursionError:
            raise GrammarError("The rules are nested too deep", Place(document.file)) from None
        return rules

    def _compiler(self, key: str, read: Callable[[], Document]) -> Compiler:
        if key not in self._compilers:
            if len(self._compilers) >= limits.DOCUMENTS:
                raise GrammarError(f"More than {limits.DOCUMENTS} grammars refer to each other", Place(key))
            document = read()
            _check_tags(document)
            self._compilers[key] = Compiler(document, self._follow, size=self._size)
        return self._compilers[key]

    def _file(self, path: Path) -> Compiler:
        if path not in self.paths:
            self.paths.append(path)
        return self._compiler(str(path), lambda: read_file(path))

    def _builtin(self, uri: str, mode: Mode) -> Compiler:
        key = (uri, mode, str(self.folder), self.language.code)
        kept = _compiled.get(key)
        if kept is None or not kept.fresh():
            kept = _compiled[key] = self._compile_builtin(uri, mode)
        self.paths.extend(path for path, _ in kept.stamps if path not in self.paths)
        return kept.compiler

    def _compile_builtin(self, uri: str, mode: Mode) -> "_Compiled":
        """Compile a builtin for all grammars that refer to it; it is prepared, so that none of them changes it."""
        made = builtin(uri, mode, self.folder, self.language)
        linker = Linker(self.folder, self.language, paths=list(made.paths))
        compiler = linker._compiler(f"{uri} {mode}", lambda: read_text(made.text, uri, "abnf"))
        root = compiler.rule(compiler.document.root)
        root.finish = made.finish
        prepare(root)
        while len(_compiled) >= BUILTINS_KEPT:
            _compiled.pop(next(iter(_compiled)), None)
        return _Compiled(compiler, tuple((path, stamp(path)) for path in linker.paths))

    def _follow(self, document: Document, reference: RuleRef) -> RuleNode:
        here = reference.uri.startswith("#")
        uri, _, name = (reference.uri if here else urljoin(document.base_uri, reference.uri)).partition("#")
        try:
            compiler = self._target(document, uri, reference)
        except GrammarError as error:
            raise _at(reference.place, error) from None
        return compiler.rule(_public(compiler.document, name, document, reference))

    def _target(self, document: Document, uri: str, reference: RuleRef) -> Compiler:
        if not uri:
            return self._compilers[document.file]
        if uri.startswith("builtin:"):
            return self._builtin(uri, document.mode)
        if urlsplit(uri).scheme or uri.startswith("//"):
            raise AbsentGrammar(
                f"<{uri}> would be fetched", reference.place, expected="a file beside this one", advice="Copy it here."
            )
        here = Path(document.file).parent if Path(document.file).is_file() else self.folder
        return self._file(find_file(uri, here, document.mode))


@dataclass(frozen=True)
class _Compiled:
    compiler: Compiler
    stamps: tuple[tuple[Path, int], ...]

    def fresh(self) -> bool:
        return all(stamp(path) == at for path, at in self.stamps)


_compiled: dict[tuple[str, ...], _Compiled] = {}


def stamp(path: Path) -> int:
    """Return what changes with a file; 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _public(target: Document, name: str, source: Document, reference: RuleRef) -> str:
    said = reference.media_type.partition(";")[0].strip().lower()
    if _FORMS.get(said, target.form) != target.form:
        raise GrammarError(f"{target.file} is not of the media type {said}", reference.place)
    if target.mode != source.mode:
        raise GrammarError(f"A {source.mode} grammar refers to a {target.mode} grammar, {target.file}", reference.place)
    if not name and not target.root:
        raise GrammarError(
            f"{target.file} has no root rule", reference.place, advice="Name a rule after '#', or declare a root there."
        )
    wanted = name or target.root
    if wanted not in target.rules:
        raise GrammarError(f"{target.file} has no rule ${wanted}", reference.place)
    if name and target is not source and not target.rules[name].public:
        raise GrammarError(f"${name} is private to {target.file}", reference.place, advice="Make it public there.")
    return wanted


def _at(place: Place, error: GrammarError) -> GrammarError:
    if error.place.line:
        return error
    return type(error)(error.problem, place, expected=error.expected, advice=error.advice)


def _check_tags(document: Document) -> None:
    if document.tag_format != SCRIPT:
        return
    inside = [part for rule in document.rules.values() for part in walk(rule.expansion) if isinstance(part, Tag)]
    tags = [*document.tags, *inside]
    for tag, problem in zip(tags, check_scripts(tag.text for tag in tags), strict=True):
        if problem:
            raise GrammarError(f"This tag is not a script: {problem}", tag.place)
