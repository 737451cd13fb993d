"""Find symptoms and remedies in our own tables."""

import re
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import select

from ivr.intents.encoder import Encoder, Vectors, encoder
from ivr.intents.errors import IntentsUnavailable
from ivr.knowledge.wordlist import word_list
from ivr.services.fault.faults import Found, Symptom
from ivr.services.fault.tables import RemedyRow, SymptomRow
from ivr.sources import LookupFailed
from ivr.storage import Database

SURE, LIKELY, CLEAR = 0.62, 0.42, 0.08
"""Likeness from which a symptom is taken if it leads by CLEAR, and from which the best are offered.

Chosen on the 34 faults among the wishes of phone owners, and the demo's symptoms.
"""
DANGEROUS = 0.5
"""Likeness from which a danger is not offered but acted upon."""

OF_WORDS = 0.35
"""How much of the likeness are the words that both have; the rest is what they mean."""

OFFERED = 3
WORD = re.compile(r"[\w']+")


class SqlFaults:
    """Look faults up in the hotline's database; the encoder is loaded with the first words."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opening = Lock()
        self._known: tuple[list[Any], _Sentences] | None = None

    def search(self, words: str, language: str, call_sid: str) -> Found:
        """Return which symptoms words tell of; see ivr.services.fault.faults.Faults."""
        rows = self._rows()
        if not rows or not _telling(words, language):
            return Found("unsure")
        likeness = self._sentences(rows).likeness(words, language)
        best = sorted(range(len(rows)), key=lambda place: -likeness[place])[:OFFERED]
        found = tuple(_symptom(rows[place]) for place in best)
        first, second = likeness[best[0]], likeness[best[1]] if len(best) > 1 else 0.0
        if first < LIKELY:
            return Found("unsure")
        is_sure = first >= SURE and first - second >= CLEAR
        is_danger = found[0].danger and first >= DANGEROUS
        return Found("answer", found[:1]) if is_sure or is_danger else Found("offer", found)

    def symptoms(self, call_sid: str) -> tuple[Symptom, ...]:
        """Return all symptoms; see ivr.services.fault.faults.Faults."""
        return tuple(map(_symptom, self._rows()))

    def remedies(self, symptom: str, model: str, version: str, call_sid: str) -> tuple[dict[str, str], ...]:
        """Return the steps against a symptom; see ivr.services.fault.faults.Faults."""
        row = RemedyRow
        asked = select(row.step, row.model, row.versions, row.text).where(
            row.symptom == symptom, row.model.in_(("", model))
        )
        with self._database.reading_rows() as rows:
            found = [each for each in rows.execute(asked) if not each.versions or version in each.versions.split()]
        steps: dict[int, dict[str, str]] = {}
        for each in sorted(found, key=lambda each: (bool(each.model), bool(each.versions))):
            steps[each.step] = each.text  # what is written for this phone goes before what is for all
        return tuple(steps[step] for step in sorted(steps))

    def _rows(self) -> list[Any]:
        with self._database.reading_rows() as rows:
            return list(rows.execute(select(SymptomRow.__table__).order_by(SymptomRow.place, SymptomRow.code)).all())

    def _sentences(self, rows: list[Any]) -> "_Sentences":
        """Return the sentences with their meanings, encoded anew where an import changed them."""
        with self._opening:
            if self._known is None or self._known[0] != rows:
                try:
                    self._known = rows, _Sentences(rows, encoder())
                except IntentsUnavailable as error:
                    raise LookupFailed(str(error), permanent=True) from None
            return self._known[1]


@lru_cache(maxsize=2)
def _meanings(sentences: tuple[str, ...]) -> Vectors:
    """Return the vectors of all sentences, encoded once a process: that takes a core seconds."""
    return encoder().encode(sentences)


class _Sentences:
    """How callers say the symptoms, in all languages: the encoder puts what means the same close together."""

    def __init__(self, rows: Sequence[Any], encode: Encoder) -> None:
        said = [
            (place, language, text)
            for place, row in enumerate(rows)
            for language, texts in row.sentences.items()
            for text in texts
        ]
        self._owners = [place for place, _, _ in said]
        self._words = [_telling(text, language) for _, language, text in said]
        self._vectors = _meanings(tuple(text for _, _, text in said))
        self._encode = encode
        self._symptoms = len(rows)

    def likeness(self, words: str, language: str) -> list[float]:
        """Return how like each symptom's best sentence is to these words, 0 to 1."""
        meaning = self._vectors @ self._encode.encode([words])[0]
        telling = _telling(words, language)
        likeness = [0.0] * self._symptoms
        for place, near, its in zip(self._owners, np.clip(meaning, 0, 1).tolist(), self._words, strict=True):
            shared = len(telling & its) / max(1, min(len(its), len(telling)))
            likeness[place] = max(likeness[place], (1 - OF_WORDS) * near + OF_WORDS * shared)
        return likeness


def _telling(text: str, language: str) -> frozenset[str]:
    ignored = word_list(language).ignored
    words = WORD.findall(text.casefold()) if text.isascii() or language != "zh" else list(re.sub(r"\W", "", text))
    return frozenset(word for word in words if word not in ignored and word.partition("'")[0] not in ignored)


def _symptom(row: Any) -> Symptom:
    return Symptom(row.code, row.name, row.is_danger)
