"""A rule that calls fit or not, and the turns in which they do. Pure; only redacted words are looked at."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Literal

from ivr import codec
from ivr.calls import OUTCOMES, How
from ivr.calls.terms import BREAK, terms
from ivr.calls.words import NEAR
from ivr.refusals import Refusal

Kind = Literal["caller", "hotline", "silence", "outcome"]
KINDS: Mapping[Kind, str] = {
    "caller": "the caller says",
    "hotline": "the hotline says",
    "silence": "the caller is silent, times in a row",
    "outcome": "the call ends as",
}
MOST_PARTS, LONGEST_TEXT, MOST_SILENCES = 4, 200, 10
SILENCE = "silence"


class BadRule(Refusal):
    """Say what is wrong with a rule, and what to do."""


@dataclass(frozen=True)
class Part:
    """One thing that happens: `text` are the words, the outcome's name, or how many silences in a row."""

    kind: Kind
    text: str
    how: How = "phrase"

    @property
    def terms(self) -> tuple[str, ...]:
        """Return the words to look for."""
        return tuple(term for term in terms(self.text) if term != BREAK)

    def refuse_unfit(self) -> None:
        """Raise BadRule where no call can be looked at by it."""
        if self.kind not in KINDS:
            raise BadRule("Choose from the list what happens.")
        if self.kind == "outcome" and self.text not in OUTCOMES:
            raise BadRule("Choose an outcome from the list.")
        if self.kind == SILENCE and not (self.text.isdecimal() and 0 < int(self.text) <= MOST_SILENCES):
            raise BadRule("Give how many silences in a row, 1 to %(most)s.", most=MOST_SILENCES)
        if self.kind in ("caller", "hotline") and not self.terms:
            raise BadRule("Give words to look for.")


@dataclass(frozen=True)
class Rule:
    """What has to happen in a call, all of it; `in_order` where each has to come after the one before."""

    parts: tuple[Part, ...]
    in_order: bool = False

    def refuse_unfit(self) -> None:
        """Raise BadRule where no call can be looked at by it."""
        if not 0 < len(self.parts) <= MOST_PARTS:
            raise BadRule("Say 1 to %(most)s things that happen.", most=MOST_PARTS)
        for part in self.parts:
            part.refuse_unfit()


@dataclass(frozen=True)
class Heard:
    """A turn, redacted: what the hotline said, and in what ways the caller's words were written down."""

    number: int
    input: str
    prompt: str
    said: tuple[str, ...]


def turns_that_fit(rule: Rule, turns: Sequence[Heard], outcome: str) -> tuple[int, ...] | None:
    """Return the turns in which a call fits a rule; None where it does not. An outcome has no turn."""
    found: list[int] = []
    after = -1
    for part in rule.parts:
        at = next((at for at in _moments(part, turns, outcome) if at > after or not rule.in_order), None)
        if at is None:
            return None
        after = at
        if part.kind != "outcome":
            found.append(turns[at // 2].number)
    return tuple(dict.fromkeys(found))


def _moments(part: Part, turns: Sequence[Heard], outcome: str) -> Iterator[int]:
    """Yield when a part happens: in each turn the hotline speaks first (even), then the caller (odd)."""
    match part.kind:
        case "hotline":
            yield from (at * 2 for at, turn in enumerate(turns) if _says(part, turn.prompt))
        case "caller":
            yield from (at * 2 + 1 for at, turn in enumerate(turns) if any(_says(part, each) for each in turn.said))
        case "silence":
            yield from _silences(int(part.text), turns)
        case "outcome":
            yield from [len(turns) * 2] if outcome == part.text else []


def _silences(wanted: int, turns: Sequence[Heard]) -> Iterator[int]:
    row = 0
    for at, turn in enumerate(turns):
        row = row + 1 if turn.input == SILENCE else 0
        if row >= wanted:
            yield at * 2 + 1


def _says(part: Part, text: str) -> bool:
    said, wanted = list(terms(text)), part.terms
    places = [[at for at, term in enumerate(said) if term == word] for word in wanted]
    match part.how:
        case "any":
            return any(places)
        case "phrase":
            return any(tuple(said[at : at + len(wanted)]) == wanted for at in places[0])
        case "near":
            within = [any(abs(at - other) <= NEAR + 1 for at in one for other in two) for one, two in pairwise(places)]
            return all(places) and all(within)
    return all(places)


def dumped(rule: Rule) -> str:
    """Return a rule as JSON."""
    return json.dumps(asdict(rule), ensure_ascii=False)


def loaded(text: str) -> Rule:
    """Return a rule from JSON."""
    return codec.load(Rule, json.loads(text))
