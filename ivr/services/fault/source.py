"""Choose where faults are looked up, and ask there with the values of the dialog."""

from collections.abc import Mapping
from typing import Any

from ivr.services.fault.faults import Faults
from ivr.services.fault.http_faults import HttpFaults
from ivr.services.fault.sql_faults import SqlFaults
from ivr.services.service import Context
from ivr.sources import Answer, Source
from ivr.storage import Json


def open_search(context: Context) -> Source:
    """Return the source "fault_search": the caller's own words in, the symptoms they tell of out."""
    faults = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        return Answer(faults.search(str(using["fault_words"]), str(using["language"]), call_sid).to_json())

    return ask


def open_symptoms(context: Context) -> Source:
    """Return the source "fault_symptoms": all symptoms, the commonest first."""
    faults = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        return Answer({"symptoms": [each.to_json() for each in faults.symptoms(call_sid)]})

    return ask


def open_remedies(context: Context) -> Source:
    """Return the source "fault_remedies": a symptom, a model and a version in, the steps out."""
    faults = _open(context)

    def ask(using: Mapping[str, Json], call_sid: str) -> Answer:
        symptom, model = _id(using["symptom"]), _id(using.get("model"))
        version = str(using.get("fault_version") or "")
        steps = faults.remedies(symptom, model, version if version.isdecimal() else "", call_sid)
        return Answer({"steps": [dict(step) for step in steps]})

    return ask


def _id(known: Json) -> str:
    found: Any = known
    return str(found.get("id", "")) if isinstance(found, dict) else ""


def _open(context: Context) -> Faults:
    settings = context.settings
    if settings.look_up_url:
        return HttpFaults(settings.look_up_url, settings.look_up_token.get_secret_value())
    return SqlFaults(context.database)
