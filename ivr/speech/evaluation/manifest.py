"""Read a manifest: a CSV with columns audio, grammar, expected, and maybe text (the words said)."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from ivr.speech.recognition import Json

COLUMNS = {"audio", "grammar", "expected"}


class ManifestError(Exception):
    """The manifest can't be used; the message says which line and why."""


@dataclass(frozen=True)
class Clip:
    """One clip of a manifest. `expected` is empty when the clip must be rejected."""

    audio: Path
    grammar: str
    expected: str
    text: str | None = None

    def wants(self, interpretation: Json) -> bool:
        """Return whether this is the expected meaning, given as JSON or as text."""
        if interpretation is None or not self.expected:
            return False
        return interpretation == _json(self.expected) or _plain(interpretation) == _plain(self.expected)


def _json(text: str) -> Json:
    try:
        value: Json = json.loads(text)
    except ValueError:
        return text
    return value


def _plain(value: Json) -> str:
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False)
    return " ".join(text.casefold().split())


def read_manifest(path: Path) -> list[Clip]:
    """Return the clips; audio and grammar files are looked for beside the manifest. Raises ManifestError."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = COLUMNS - set(reader.fieldnames or ())
            if missing:
                raise ManifestError(f"{path}: no column {', '.join(sorted(missing))}")
            return [_clip(row, path.parent) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path}: {error}") from error


def _clip(row: dict[str, str], folder: Path) -> Clip:
    grammar = (row["grammar"] or "").strip()
    beside = folder / grammar
    return Clip(
        audio=folder / (row["audio"] or "").strip(),
        grammar=str(beside) if grammar and beside.is_file() else grammar,
        expected=(row["expected"] or "").strip(),
        text=(row.get("text") or "").strip() or None,
    )
