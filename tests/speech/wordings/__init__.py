"""Invented sentences by what they mean."""

from pathlib import Path

HERE = Path(__file__).parent
SERVICES = HERE.parent.parent / "services"


def wordings(name: str) -> list[tuple[str, str]]:
    """Return pairs of a meaning and a sentence; the meaning is empty where nothing of this kind is meant.

    A service may have sentences of its own in `tests/services/<service>/<name>.txt`.
    """
    found, meaning = [], ""
    files = (HERE / f"{name}.txt", *sorted(SERVICES.glob(f"*/{name}.txt")))
    for line in (line for file in files for line in file.read_text().splitlines()):
        if line.startswith("["):
            meaning = line.strip("[]")
        elif not line.startswith("#"):
            found.append((meaning, line))
    return found
