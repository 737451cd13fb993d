"""Turn pressed keys into meaning, by the same grammars that understand speech."""

from pathlib import Path

from ivr.speech.grammar import Meaning, load, union


class Keypad:
    """Understand keys under the grammars of a question; `folder` holds a folder for each language."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def meaning(self, keys: str, grammars: tuple[str, ...], language: str) -> Meaning | None:
        """Return the best meaning of the keys, or None when the grammars take no such keys."""
        folder = self._folder / language
        twin = union([load(name, folder=folder, language=language) for name in grammars]).dtmf()
        meanings = twin.meanings(" ".join(keys)) if twin else []
        return meanings[0] if meanings else None
