"""Find out what is wrong with a phone, tell what helps step by step, and open a ticket for what did not."""

from ivr.callflow.topics import Topic
from ivr.services.fault.csv_rows import read_remedies, read_symptoms
from ivr.services.fault.demo import BY_KEYS, FIRST_STEPS, add_demo_faults
from ivr.services.fault.forms import FORMS
from ivr.services.fault.forms.slots import SLOTS
from ivr.services.fault.importer import store_remedy, store_symptom
from ivr.services.fault.source import open_remedies, open_search, open_symptoms
from ivr.services.fault.tables import FaultTicketRow, RemedyRow, SymptomRow
from ivr.services.fault.tickets import open_tickets
from ivr.services.service import Demo, Keeps, Service
from ivr.sources import Importer

SERVICE = Service(
    name="fault",
    summary="remedies for a fault one step at a time, then a ticket and where to go with it",
    forms=FORMS,
    topics=(Topic("fault", "fault", "confirm_fault"),),
    slots=SLOTS,
    uses=("device",),
    sources={"fault_search": open_search, "fault_symptoms": open_symptoms, "fault_remedies": open_remedies},
    commands={"open_ticket": open_tickets},
    importers=(
        Importer("symptoms", read_symptoms, store_symptom),
        Importer("remedies", read_remedies, store_remedy),
    ),
    keeps=(
        Keeps(SymptomRow, ("code", "name", "sentences", "is_danger", "place"), "public", "nobody's"),
        Keeps(RemedyRow, ("symptom", "model", "versions", "step", "text"), "public", "nobody's"),
        Keeps(FaultTicketRow, ("phone", "phone_index", "details"), "contact"),
        Keeps(FaultTicketRow, ("key", "number", "at"), "usage"),
    ),
    demo=Demo(add_demo_faults, FIRST_STEPS, BY_KEYS),
)
