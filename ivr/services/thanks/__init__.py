"""Let callers thank a member of staff in their own words; who complains gets an agent."""

from ivr.callflow.topics import Topic
from ivr.services.service import Keeps, Service
from ivr.services.thanks.forms import SLOTS, THANKS
from ivr.services.thanks.keeping import open_keeping
from ivr.services.thanks.tables import ThanksRow

SERVICE = Service(
    name="thanks",
    summary="thanks to a member of staff, in the caller's own words, for the yearly awards; complaints go to an agent",
    forms=(THANKS,),
    topics=(Topic("complaint", THANKS.name, "confirm_complaint"),),
    slots=SLOTS,
    commands={"keep_thanks": open_keeping},
    keeps=(
        Keeps(ThanksRow, ("key", "call_sid", "turn", "language", "words", "may_hear", "at"), "usage"),
        Keeps(ThanksRow, ("staff", "centre", "named_by"), "usage", "the member of staff's"),
    ),
)
