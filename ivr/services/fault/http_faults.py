"""Find symptoms and remedies in somebody else's system over HTTP, as openapi.yaml describes it."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter

from ivr.services.fault.faults import Found, Symptom
from ivr.sources.http import OPEN_SECONDS, BackEnd, wrong_answer
from ivr.sources.values import one_line
from ivr.storage import Json

FOUND, SYMPTOMS = TypeAdapter(Found), TypeAdapter(dict[str, tuple[Symptom, ...]])
STEPS = TypeAdapter(dict[str, tuple[dict[str, str], ...]])
NEEDED = {"answer": 1, "offer": 2}


class HttpFaults:
    """Ask an HTTP back end."""

    def __init__(self, url: str, token: str, *, open_seconds: float = OPEN_SECONDS) -> None:
        self._back_end = BackEnd(url, token, open_seconds)

    def search(self, words: str, language: str, call_sid: str) -> Found:
        """Return which symptoms words tell of; see ivr.services.fault.faults.Faults."""
        question: dict[str, Json] = {"words": words, "language": language, "call": call_sid}
        found = self._back_end.read("/faults/search", question, FOUND)
        if len(found.symptoms) < NEEDED.get(found.decision, 0):
            raise wrong_answer()
        return replace(found, symptoms=tuple(replace(each, name=_said(each.name)) for each in found.symptoms))

    def symptoms(self, call_sid: str) -> tuple[Symptom, ...]:
        """Return all symptoms; see ivr.services.fault.faults.Faults."""
        found = self._back_end.read_part("/faults/symptoms", {"call": call_sid}, SYMPTOMS, "symptoms")
        return tuple(replace(each, name=_said(each.name)) for each in found)

    def remedies(self, symptom: str, model: str, version: str, call_sid: str) -> tuple[Mapping[str, str], ...]:
        """Return the steps against a symptom; see ivr.services.fault.faults.Faults."""
        question: dict[str, Json] = {"symptom": symptom, "model": model, "version": version, "call": call_sid}
        steps = self._back_end.read_part("/faults/remedies", question, STEPS, "steps")
        return tuple(map(_said, steps))


def _said(names: Mapping[str, str]) -> Mapping[str, str]:
    said = {code: line for code, name in names.items() if (line := one_line(name))}
    if not said:
        raise wrong_answer()
    return said
