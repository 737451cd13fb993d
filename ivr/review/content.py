"""What supervisors add to the hotline's words: changes on top of the files under `grammars`. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Literal

Kind = Literal["sentence", "phrase", "prompt"]


@dataclass(frozen=True)
class Change:
    """One addition, or one taken away again (`removes`).

    A sentence is learned for the topic `target`. A phrase is taken by the grammar `target`, and means what `like` means
    there. A prompt has other words: `target` is its name, and after a dot its wording.
    """

    kind: Kind
    language: str
    target: str
    text: str
    like: str = ""
    removes: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """Return what makes two changes be about the same."""
        if self.kind == "prompt":
            return self.kind, self.language, self.target
        return self.kind, self.language, self.text if self.kind == "sentence" else f"{self.target} {self.text}"


Content = tuple[Change, ...]
"""All additions that hold together, in the order in which they came."""


def merged(content: Content, changes: Iterable[Change]) -> Content:
    """Return the content after some changes; a sentence added to another topic moves there."""
    held: dict[tuple[str, ...], Change] = {change.key: change for change in content}
    for change in changes:
        held.pop(change.key, None)
        if not change.removes:
            held[change.key] = change
    return tuple(held.values())


def dumped(content: Iterable[Change]) -> str:
    """Return changes as JSON."""
    return json.dumps([asdict(change) for change in content], ensure_ascii=False)


def loaded(text: str) -> Content:
    """Return changes from JSON; what newer code wrote with them is left out."""
    known = Change.__dataclass_fields__.keys()
    return tuple(Change(**{name: value for name, value in row.items() if name in known}) for row in json.loads(text))


def sentences_of(content: Content) -> Mapping[tuple[str, str], list[str]]:
    """Return the sentences by language and topic."""
    found: dict[tuple[str, str], list[str]] = {}
    for change in content:
        if change.kind == "sentence":
            found.setdefault((change.language, change.target), []).append(change.text)
    return found


def phrases_of(content: Content) -> Mapping[tuple[str, str], list[Change]]:
    """Return the phrases by language and grammar."""
    found: dict[tuple[str, str], list[Change]] = {}
    for change in content:
        if change.kind == "phrase":
            found.setdefault((change.language, change.target), []).append(change)
    return found


def prompts_of(content: Content) -> Mapping[tuple[str, str], str]:
    """Return the words of prompts by language and place."""
    return {(change.language, change.target): change.text for change in content if change.kind == "prompt"}
