"""Forms by which the quality of a call is judged: questions with weights that sum to 100. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, TypeVar, get_args

from ivr import codec
from ivr.refusals import Refusal

Answer = Literal["yes", "partly", "no", "na"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
WORTH: Mapping[str, float] = {"yes": 1.0, "partly": 0.5, "no": 0.0}
"""What an answer is worth of its question's weight; a question that is not applicable has no weight."""
Comment = Literal["", "below", "always"]
"""When a comment is required: never, where the answer is not yes, always."""
Automatic = Literal["", "notice", "verified", "promise"]
AUTOMATIC: Mapping[str, str] = {
    "": "by a reviewer",
    "notice": "notice given to its end",
    "verified": "verified before any detail",
    "promise": "agent reached within the promise",
}
"""Who answers a question: a reviewer, or the call itself."""
WHOLE, MOST_QUESTIONS = 100, 20
Each = TypeVar("Each")


class BadForm(Refusal):
    """Say what is wrong with a form or with the answers to one, and what to do."""


@dataclass(frozen=True)
class Question:
    """One question; `within` are the seconds of the promise, for the question that asks for it."""

    text: str
    weight: int
    may_be_na: bool = False
    comment: Comment = ""
    automatic: Automatic = ""
    within: int = 120


@dataclass(frozen=True)
class QualityForm:
    """A version of a form. Marks keep the version they were given by."""

    name: str
    questions: tuple[Question, ...]
    version: int = 0
    number: int = 0

    def refuse_unfit(self) -> None:
        """Raise BadForm where calls can't be judged by it."""
        if not self.name.strip():
            raise BadForm("Give the form a name.")
        if not 0 < len(self.questions) <= MOST_QUESTIONS:
            raise BadForm("Ask 1 to %(most)s questions.", most=MOST_QUESTIONS)
        if any(not question.text.strip() or question.weight <= 0 for question in self.questions):
            raise BadForm("Give each question its words and a weight above 0.")
        total = sum(question.weight for question in self.questions)
        if total != WHOLE:
            raise BadForm(
                "The weights sum to %(total)s: change them so that they sum to %(whole)s.", total=total, whole=WHOLE
            )


@dataclass(frozen=True)
class Given:
    """The answer to one question, and what the reviewer wrote about it."""

    answer: Answer
    comment: str = ""


def refuse_incomplete(form: QualityForm, given: Sequence[Given]) -> None:
    """Raise BadForm where an answer is missing, is not allowed, or lacks its comment."""
    if len(given) != len(form.questions):
        raise BadForm("Answer each question.")
    for number, (question, each) in enumerate(zip(form.questions, given, strict=True), start=1):
        if each.answer not in ANSWERS:
            raise BadForm("Answer question %(number)s: %(text)s", number=number, text=question.text)
        if each.answer == "na" and not (question.may_be_na or question.automatic):
            raise BadForm("Question %(number)s applies to each call: %(text)s", number=number, text=question.text)
        below = question.comment == "below" and each.answer in ("partly", "no")
        if (below or question.comment == "always") and not each.comment.strip():
            raise BadForm("Write a comment on question %(number)s: %(text)s", number=number, text=question.text)


def score(form: QualityForm, given: Sequence[Given]) -> float | None:
    """Return the points of 100: weights of what applies, by the worth of their answers; None where nothing applies."""
    applies = [(q.weight, WORTH[g.answer]) for q, g in zip(form.questions, given, strict=True) if g.answer != "na"]
    weights = sum(weight for weight, _ in applies)
    return round(WHOLE * sum(weight * worth for weight, worth in applies) / weights, 1) if weights else None


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree on a question: of all pairs of answers to the same call, the share that is the same."""

    question: str
    pairs: int
    share: float | None


def agreement(form: QualityForm, calls: Sequence[Sequence[Sequence[Given]]]) -> list[Agreement]:
    """Return how far reviewers agree on each question of a form, by what each gave to the same calls."""
    found = []
    for number, question in enumerate(form.questions):
        same = [one[number].answer == other[number].answer for call in calls for one, other in _pairs(call)]
        found.append(Agreement(question.text, len(same), sum(same) / len(same) if same else None))
    return found


def spread(scores: Sequence[Sequence[float]]) -> float | None:
    """Return the mean distance in points between two reviewers of the same call; None where none was marked twice."""
    apart = [abs(one - other) for call in scores for one, other in _pairs(call)]
    return round(sum(apart) / len(apart), 1) if apart else None


def _pairs(many: Sequence[Each]) -> list[tuple[Each, Each]]:
    return [(one, other) for at, one in enumerate(many) for other in many[at + 1 :]]


def dumped(questions: Sequence[Question]) -> str:
    """Return questions as JSON."""
    return json.dumps([asdict(question) for question in questions], ensure_ascii=False)


def loaded(text: str) -> tuple[Question, ...]:
    """Return questions from JSON."""
    return tuple(codec.load(Question, row) for row in json.loads(text))
