"""Tell callers who helps with online orders, accounts, lost phones, other companies, and messages in our name."""

from ivr.callflow.identity import DOORS
from ivr.callflow.topics import Topic
from ivr.dialog.kinds import FLAG, MOMENT, Maybe, Record
from ivr.services.doors.forms import FORMS, OUR_CALLS
from ivr.services.doors.our_calls import open_our_calls
from ivr.services.service import Service

SERVICE = Service(
    name="doors",
    summary="who helps with an online order, an account, a lost phone, another company, a message in our name",
    forms=FORMS,
    topics=tuple(Topic(topic, f"door_{topic}", f"confirm_{topic}") for topic in DOORS),
    slots={"door_agent": FLAG, OUR_CALLS: Maybe(Record({"called": Maybe(MOMENT)}))},
    sources={OUR_CALLS: open_our_calls},
    uses=("region",),
)
