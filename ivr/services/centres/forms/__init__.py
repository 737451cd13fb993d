"""The forms of the service centres: pure, they know the words of a script only."""

from ivr.services.centres.forms.booking import BOOKING
from ivr.services.centres.forms.centres import CENTRES

__all__ = ["BOOKING", "CENTRES"]
