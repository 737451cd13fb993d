"""Ask two short questions at the end of a call that was answered, and follow up where it did not help."""

from ivr.services.service import Keeps, Service
from ivr.services.survey.form import SLOTS, SURVEY
from ivr.services.survey.keeping import open_keeping
from ivr.services.survey.tables import FollowUpRow, SurveyRow

SERVICE = Service(
    name="survey",
    summary="asks whether the call helped, or a repair, from one to five how well, and notes whom to call back",
    forms=(SURVEY,),
    slots=SLOTS,
    uses=("region", "survey_about"),
    commands={"keep_survey": open_keeping},
    keeps=(
        Keeps(SurveyRow, ("key", "call_sid", "helped", "rating", "served", "at"), "usage"),
        Keeps(FollowUpRow, ("key", "call_sid", "why", "status", "at", "done_at", "done_by", "note"), "usage"),
    ),
)
