"""The forms of the service centres: pure, they know the words of a script only."""

from ivr.services.centres.forms.appointment import APPOINTMENT, CALL_OFF
from ivr.services.centres.forms.booking import BOOKING
from ivr.services.centres.forms.centres import CENTRES
from ivr.services.centres.forms.courses import COURSES

__all__ = ["APPOINTMENT", "BOOKING", "CALL_OFF", "CENTRES", "COURSES"]
