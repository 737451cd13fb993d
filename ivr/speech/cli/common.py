"""What the commands share: the model to use, where grammars are, a pool to run on."""

import argparse
import sys
from pathlib import Path
from typing import TypeAlias

from ivr import settings
from ivr.languages import ENGLISH, LANGUAGES, Language
from ivr.speech.models import installed

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class NoModel(Exception):
    """There is no speech model, so nothing can be recognised."""


def own_model() -> Path | None:
    """Return the model that the settings name, None for the fetched one."""
    return settings.load_or_exit().model_path


def model(language: Language = ENGLISH) -> Path:
    """Return the model to decode with; raise NoModel where there is none."""
    found = installed(language, own_model())
    if found is None:
        raise NoModel(f"no speech model; run: python -m ivr.speech fetch {language.code}")
    return found


def grammar_folder(given: Path | None) -> Path:
    """Return the folder whose grammars are meant: the one given, else the project's."""
    return given or settings.PROJECT / "grammars"


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let the command be told a language."""
    parser.add_argument("--language", default=ENGLISH.code, choices=sorted(LANGUAGES), help="default: %(default)s")


def language_of(options: argparse.Namespace) -> Language:
    """Return the language that a command was told."""
    return LANGUAGES[options.language]


def language_folder(folder: Path, language: Language) -> Path:
    """Return the language's folder in one of grammars, or the folder itself where it has none for languages."""
    return folder / language.code if (folder / language.code).is_dir() else folder


def complain(error: Exception) -> int:
    """Say what went wrong; return the exit status of wrong use."""
    print(f"error: {error}", file=sys.stderr)
    return 2
