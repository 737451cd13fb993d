"""The quality of calls: forms, marks by reviewers and by the call itself, samples, agreement, what agents say."""

from ivr.review.quality.automatic import answered
from ivr.review.quality.form import ANSWERS, AUTOMATIC, BadForm, Given, QualityForm, Question, agreement, score
from ivr.review.quality.samples import SAMPLES, draw
from ivr.review.quality.store import (
    LONGEST_REPLY,
    Calibration,
    Mark,
    answer,
    calibration,
    form_of,
    forms,
    give,
    marks,
    save_form,
)

__all__ = [
    "ANSWERS",
    "AUTOMATIC",
    "LONGEST_REPLY",
    "SAMPLES",
    "BadForm",
    "Calibration",
    "Given",
    "Mark",
    "QualityForm",
    "Question",
    "agreement",
    "answer",
    "answered",
    "calibration",
    "draw",
    "form_of",
    "forms",
    "give",
    "marks",
    "save_form",
    "score",
]
