"""Turn pressed keys into meaning, by the same grammars that understand speech."""

from pathlib import Path

from ivr.languages.language import Languages
from ivr.speech.grammar import Meaning, load, union


class Keypad:
    """Understand keys under the grammars of a question; `folder` holds a folder for each language."""

    def __init__(self, folder: Path, languages: Languages) -> None:
        self._folder, self._languages = folder, languages

    def meaning(self, keys: str, grammars: tuple[str, ...], language: str) -> Meaning | None:
        """Return the best meaning of the keys, or None when the grammars take no such keys."""
        folder, known = self._folder / language, self._languages[language]
        twin = union([load(name, language=known, folder=folder) for name in grammars]).dtmf()
        meanings = twin.meanings(" ".join(keys)) if twin else []
        return meanings[0] if meanings else None
