"""Invented sentences by what they mean."""

from pathlib import Path


def wordings(name: str) -> list[tuple[str, str]]:
    """Return pairs of a meaning and a sentence; the meaning is empty where nothing of this kind is meant."""
    found, meaning = [], ""
    for line in (Path(__file__).parent / f"{name}.txt").read_text().splitlines():
        if line.startswith("["):
            meaning = line.strip("[]")
        elif not line.startswith("#"):
            found.append((meaning, line))
    return found
