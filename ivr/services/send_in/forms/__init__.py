"""The forms of phones that are sent in: pure, they know the words of a script only."""

from ivr.services.send_in.forms.change import CANCEL, CHANGE, LINK
from ivr.services.send_in.forms.request import REQUEST
from ivr.services.send_in.forms.send_in import SEND_IN

__all__ = ["CANCEL", "CHANGE", "LINK", "REQUEST", "SEND_IN"]
