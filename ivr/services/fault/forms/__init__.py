"""The forms of faults: pure, they know the words of a script only."""

from ivr.services.fault.forms.phone import FAULT_PHONE
from ivr.services.fault.forms.steps import FAULT_STEPS
from ivr.services.fault.forms.symptom import FAULT, FAULT_LIST
from ivr.services.fault.forms.ticket import FAULT_TICKET

FORMS = (FAULT, FAULT_LIST, FAULT_PHONE, FAULT_STEPS, FAULT_TICKET)

__all__ = ["FORMS"]
