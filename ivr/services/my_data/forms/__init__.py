"""The forms about a caller's own data: pure, they know the words of a script only."""

from ivr.services.my_data.forms.my_data import MY_DATA, OPT_OUT
from ivr.services.my_data.forms.request import REQUEST
from ivr.services.my_data.forms.slots import SLOTS

__all__ = ["MY_DATA", "OPT_OUT", "REQUEST", "SLOTS"]
