"""Judge a redaction by sentences in which what is personal stands in brackets."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass
class Figures:
    """How many words were personal and hidden, and how many of the others were masked."""

    personal: int = 0
    hidden: int = 0
    other: int = 0
    masked: int = 0

    def __add__(self, more):
        return Figures(*(one + two for one, two in zip(vars(self).values(), vars(more).values(), strict=True)))


def judge(redactor, folder, language):
    """Return the figures of a folder's sentences in one language; a word of Chinese is a character."""
    return sum((judge_one(redactor, line, language) for line in lines(folder, language)), Figures())


def lines(folder, language):
    """Return the sentences of a folder in one language, with brackets."""
    files = (FOLDER / folder / f"{kind}{language}.txt" for kind in ("", "plain_"))
    found = (line for file in files if file.exists() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in found if line and line[0] != "#"]


def in_parts(line):
    """Return a sentence without its brackets, and where they were."""
    parts = re.split(r"[\[\]]", line)
    at, personal = 0, []
    for number, part in enumerate(parts):
        personal += [(at, at + len(part))] * (number % 2)
        at += len(part)
    return "".join(parts), personal


def judge_one(redactor, line, language):
    text, personal = in_parts(line)
    word = r"[^\W_]" if language == "zh" else r"[^\W_]+(?:['’.][^\W_]+)*['’]?"
    masked, figures = redactor.spans(text), Figures()
    for found in re.finditer(word, text):
        is_masked = overlaps(found.span(), masked)
        if overlaps(found.span(), personal):
            figures += Figures(1, int(is_masked))
        else:
            figures += Figures(0, 0, 1, int(is_masked))
    return figures


def overlaps(word, spans):
    return any(start < word[1] and word[0] < end for start, end in spans)
