"""Watch which slots a pure function reads."""

from collections.abc import Iterator, Mapping

from ivr.dialog.values import Json, Slots


class Watched(Mapping[str, Json]):
    """Slots that note the `names` of those that are read; who goes through them all reads all."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Json:
        self.names.add(name)
        return self._slots[name]

    def __iter__(self) -> Iterator[str]:
        self.names.update(self._slots)
        return iter(self._slots)

    def __len__(self) -> int:
        self.names.update(self._slots)
        return len(self._slots)
