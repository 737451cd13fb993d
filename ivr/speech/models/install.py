"""Have the model of a language on this machine, or say why not."""

from collections.abc import Callable
from pathlib import Path

from ivr.languages.language import Language
from ivr.languages.sources import NpmPackage, Source, VoskSite
from ivr.speech.models import registry, site
from ivr.speech.models.cache import downloads_folder, model_folder
from ivr.speech.models.checksums import broken_files, write_checksums
from ivr.speech.models.errors import ModelUnavailable
from ivr.speech.models.prepare import prepared
from ivr.speech.models.unpack import unpack


def installed(language: Language, path: Path | None = None) -> Path | None:
    """Return the model's folder, ready for decoding, or None when there is none or it is damaged.

    `path` is a setting: a Vosk model of your own. It is used through a copy of its conf; it is never changed.
    """
    if path is not None:
        return prepared(path) if (path / "conf").is_dir() else None
    folder = model_folder(language.code)
    return None if broken_files(folder) else prepared(folder)


def fetch(language: Language, path: Path | None = None, say: Callable[[str], None] = print) -> Path | None:
    """Return the model's folder, fetched from the first source that gives it; None (and a word why) otherwise.

    Where a model of one's own is named nothing is fetched.
    """
    code = language.code
    if ready := installed(language, path):
        say(f"{code}: model ready in {ready}")
        return ready
    if path is not None:
        say(f"{code}: no Vosk model in {path}, and no other is fetched in its place")
        return None
    for source in language.models:
        try:
            folder = _install(source, code)
        except ModelUnavailable as error:
            say(f"{code}: {_name(source)}: {error}")
        else:
            say(f"{code}: model from {_name(source)} in {folder}")
            return folder
    say(f"{code}: no speech model could be had; the hotline will start in keypad mode")
    return None


def _install(source: Source, language: str) -> Path:
    match source:
        case VoskSite():
            return _unpacked(site.archive(source, downloads_folder()), source.name, language)
        case NpmPackage():
            return _unpacked(registry.tarball(source, downloads_folder()), source.folder, language)


def _unpacked(archive: Path, inner: str, language: str) -> Path:
    folder = unpack(archive, inner, model_folder(language), finish=write_checksums)
    archive.unlink()
    return prepared(folder)


def _name(source: Source) -> str:
    match source:
        case VoskSite():
            return f"Vosk's site ({source.name})"
        case NpmPackage():
            return f"npm ({source.spec})"
