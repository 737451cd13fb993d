"""What became of one clip, against what should have."""

from dataclasses import dataclass
from typing import Literal

from ivr.speech.evaluation.manifest import Clip
from ivr.speech.recognition import Decision, Json

Outcome = Literal[
    "correct_accept", "confirm", "false_accept", "wrong_confirm", "correct_reject", "false_reject", "error"
]
OUTCOMES: tuple[Outcome, ...] = (
    "correct_accept",
    "confirm",
    "false_accept",
    "wrong_confirm",
    "correct_reject",
    "false_reject",
    "error",
)
GOOD = ("correct_accept", "confirm", "correct_reject")


@dataclass(frozen=True)
class Result:
    """One clip's result. `confirm` is a right meaning asked back, `wrong_confirm` a wrong one."""

    audio: str
    grammar: str
    expected: str
    outcome: Outcome
    interpretation: Json = None
    decision: Decision = "reject"
    confidence: float = 0.0
    text: str = ""
    word_errors: int | None = None
    words: int = 0
    audio_seconds: float = 0.0
    decode_seconds: float = 0.0
    latency: float = 0.0
    error: str = ""


def outcome_of(clip: Clip, interpretation: Json, decision: Decision) -> Outcome:
    """Return what a decision about a clip is worth."""
    right = clip.wants(interpretation)
    match decision:
        case "accept":
            return "correct_accept" if right else "false_accept"
        case "confirm":
            return "confirm" if right else "wrong_confirm"
        case "reject":
            return "false_reject" if clip.expected else "correct_reject"


def word_errors(said: str, heard: str) -> int:
    """Return the words to change, add or leave out to make one text the other (Levenshtein)."""
    row = list(range(len(heard.split()) + 1))
    for line, word in enumerate(said.split(), 1):
        above, row[0] = row[0], line
        for column, other in enumerate(heard.split(), 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (word != other))
    return row[-1]
