"""Find grammar files by their short names."""

from pathlib import Path

from ivr.speech.grammar.errors import AbsentGrammar, Place
from ivr.speech.grammar.model import Mode

SUFFIXES = (".gram", ".grxml")


def find_file(name: str, folder: Path, mode: Mode = "voice") -> Path:
    """Return the path of `name`, with or without its ending; `name.dtmf.gram` holds the keys of `name.gram`.

    It is looked for in the folder, then in the folders of the services in it. Raises AbsentGrammar when there is no
    such file.
    """
    for candidate in _candidates(name, mode):
        for path in (folder / candidate, *sorted(folder.glob(f"*/{candidate}")), Path(candidate)):
            if path.is_file():
                return path
    raise AbsentGrammar(
        f"There is no grammar {name!r} for {mode}",
        Place(str(folder / name)),
        expected=f"a file {_candidates(name, mode)[0]} here",
        advice="Write it, or mend the name.",
    )


def twin_name(name: str) -> str:
    """Return the name of the file with the keys."""
    return _beside(name, ".dtmf")


def free_name(name: str) -> str:
    """Return the name of the file with free wordings."""
    return _beside(name, ".free")


def _beside(name: str, ending: str) -> str:
    stem, suffix = _split(name)
    return name if stem.endswith(ending) else f"{stem}{ending}{suffix}"


def _split(name: str) -> tuple[str, str]:
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            return name.removesuffix(suffix), suffix
    return name, ""


def _candidates(name: str, mode: Mode) -> list[str]:
    wanted = [name, twin_name(name)] if mode == "dtmf" else [name]
    found = []
    for each in reversed(wanted):
        found += [each] if _split(each)[1] else [each + suffix for suffix in SUFFIXES]
    return found
