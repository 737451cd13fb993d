"""Take out of a sentence what says nothing about its topic: hesitations and long numbers."""

from ivr.intents.numbers import spoken_numbers
from ivr.intents.words import split

FILLERS = frozenset(["um", "uh", "er", "erm", "ah", "hm", "hmm", "euh", "ben", "嗯", "呃"])


def content(text: str) -> list[str]:
    """Return the words without hesitations, a spoken or written number as the one word `number`."""
    said = split(text)
    kept: list[str] = []
    at = 0
    for number in spoken_numbers(said):
        kept += [*said[at : number.start], "number"]
        at = number.end
    kept += said[at:]
    return [word for word in kept if word not in FILLERS] or kept
