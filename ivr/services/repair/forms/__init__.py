"""The forms of the repair: pure, they know the words of a script only."""

from ivr.services.repair.forms.cancel import CANCEL
from ivr.services.repair.forms.news import REPAIR_NEWS
from ivr.services.repair.forms.quote import QUOTE
from ivr.services.repair.forms.repair import REPAIR

__all__ = ["CANCEL", "QUOTE", "REPAIR", "REPAIR_NEWS"]
