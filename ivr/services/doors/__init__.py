"""Tell callers who helps with online orders, accounts, lost phones, other companies, and messages in our name."""

from ivr.callflow.identity import DOORS
from ivr.callflow.topics import Topic
from ivr.dialog.kinds import FLAG
from ivr.services.doors.forms import FORMS
from ivr.services.service import Service

SERVICE = Service(
    name="doors",
    summary="who helps with an online order, an account, a lost phone, another company, a message in our name",
    forms=FORMS,
    topics=tuple(Topic(topic, f"door_{topic}", f"confirm_{topic}") for topic in DOORS),
    slots={"door_agent": FLAG},
    uses=("region",),
)
