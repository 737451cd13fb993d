"""Write the grammars with what supervisors added, as a folder of its own that all readers of grammars read."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ivr.languages.language import Languages
from ivr.review.content import Change, Content, dumped, phrases_of, sentences_of
from ivr.speech.grammar import GrammarError, Place, load

KEPT = 5
"""Folders that stay, the newest."""
MAKING = "making-"
USUAL = 50
"""How much more often than an added phrase callers say what the file takes: it counts among what Vosk learns from."""
FILES = "file"
"""What a grammar with additions is called without them, after its name."""
_ROOT = re.compile(r"^root \$(\w+);", re.MULTILINE)


def folder_of(content: Content, grammars: Path, languages: Languages, versions: Path) -> Path:
    """Return the folder of the grammars with some additions; the files alone where there are none.

    It is made where it is not there yet, whole or not at all. Raises GrammarError: an addition does not fit the files.
    """
    content = tuple(change for change in content if change.kind != "prompt")
    if not content:
        return grammars
    target = versions / _digest(content, grammars)
    if not target.exists():
        versions.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=versions, prefix=MAKING, ignore_cleanup_errors=True) as making:
            shutil.copytree(grammars, Path(making) / "whole" / "grammars")
            _add(content, grammars, Path(making) / "whole" / "grammars", languages)
            with suppress(OSError):  # another process was first
                (Path(making) / "whole").rename(target)
        _forget_old(versions, target)
    return target / "grammars"


def meaning_of(change: Change, grammars: Path, languages: Languages) -> object:
    """Return what a phrase is to mean. Raises GrammarError: there is no such grammar, or it doesn't take `like`."""
    language = languages[change.language]
    grammar = load(change.target, folder=grammars / change.language, language=language)
    meanings = grammar.meanings(change.like)
    if not meanings:
        problem = f"it does not take “{change.like}”, which “{change.text}” is to mean"
        raise GrammarError(problem, Place(change.target), advice="Name a phrase that it takes")
    return meanings[0].value


def _digest(content: Content, grammars: Path) -> str:
    digest = hashlib.sha256(dumped(content).encode())
    for file in sorted(file for file in grammars.rglob("*") if file.is_file()):
        digest.update(str(file.relative_to(grammars)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _add(content: Content, base: Path, folder: Path, languages: Languages) -> None:
    for (language, topic), texts in sentences_of(content).items():
        file = folder / language / "topics" / f"{topic}.txt"
        file.parent.mkdir(exist_ok=True)
        before = file.read_text("utf-8").rstrip("\n") if file.exists() else ""
        file.write_text("\n".join([before, "@heard", *texts, ""]), "utf-8")
    for (language, name), changes in phrases_of(content).items():
        file = folder / language / f"{name}.gram"
        meanings = [meaning_of(change, base, languages) for change in changes]
        text = file.read_text("utf-8")
        own = file.with_name(f"{file.stem}_{FILES}.gram")
        own.write_text(text, "utf-8")
        file.write_text(_with_phrases(text, language, own.stem, changes, meanings), "utf-8")


def _with_phrases(text: str, language: str, own: str, changes: Sequence[Change], meanings: Sequence[object]) -> str:
    """Return a grammar that takes what the file takes, and the phrases."""
    found = _ROOT.search(text)
    root = found[1] if found else own
    added = [
        f"\n    | /1/ {' '.join(_word(word) for word in change.text.split())} {{!{{ out = {json.dumps(meaning)}; }}!}}"
        for change, meaning in zip(changes, meanings, strict=True)
    ]
    return (
        f"#ABNF 1.0 UTF-8;\nlanguage {language};\nmode voice;\nroot ${root};\ntag-format <semantics/1.0>;\n\n"
        f"public ${root} = /{USUAL}/ $<{own}> {{ out = rules.{root}; }}{''.join(added)};\n"
    )


def _word(word: str) -> str:
    return word if word.isalnum() else f'"{word}"'


def _forget_old(versions: Path, newest: Path) -> None:
    old = sorted(
        (path for path in versions.iterdir() if path != newest and not path.name.startswith(MAKING)),
        key=lambda path: -path.stat().st_mtime,
    )
    for path in old[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)
