"""Keep the answers after a call; a low score opens a follow-up."""

from ivr.callflow.after_queue import TALKED
from ivr.outbox import Refused
from ivr.outbox.handling import Do
from ivr.services.service import Context
from ivr.services.survey.tables import FollowUpRow, SurveyRow
from ivr.storage import Json
from ivr.storage.conflict import insert_new

LOW, MIDDLE = 2, 3
"""From one to five: up to this a rating is low; up to that it is, where the call did not help."""
LONGEST = 255


def open_keeping(context: Context) -> Do:
    """Return what keeps the answers of a call, once."""

    def keep(payload: Json, key: str) -> Json:
        told = payload if isinstance(payload, dict) else {}
        helped, rating = told.get("survey_helped"), told.get("survey_rating")
        if not isinstance(helped, bool) or rating not in range(6):
            raise Refused("invalid")
        about = {"key": key, "call_sid": key.partition(":")[0], "at": context.now()}
        helpers = [*map(str, told.get("served") or ()), *(("agent",) if told.get("queue_result") in TALKED else ())]
        served = ",".join(dict.fromkeys(helpers))[:LONGEST]
        low = is_low(helped, int(str(rating)))
        with context.database.writing_rows() as rows:
            insert_new(rows, SurveyRow, {**about, "helped": helped, "rating": rating, "served": served})
            if low:
                insert_new(rows, FollowUpRow, {**about, "why": "low_score", "status": "open"})
        return {"follow_up": low}

    return keep


def is_low(helped: bool, rating: int) -> bool:
    """Tell whether somebody should follow up; a rating of 0 is none."""
    return 0 < rating <= LOW or (not helped and rating <= MIDDLE)
