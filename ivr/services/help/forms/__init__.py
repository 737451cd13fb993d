"""The forms of help with the phone: pure, they know the words of a script only."""

from ivr.services.help.forms.answer import HELP_ANSWER, HELP_STEPS
from ivr.services.help.forms.common import HELP_COMMON
from ivr.services.help.forms.guide import HELP_GUIDE
from ivr.services.help.forms.question import HELP, HELP_UNSURE

FORMS = (HELP, HELP_UNSURE, HELP_COMMON, HELP_ANSWER, HELP_STEPS, HELP_GUIDE)

__all__ = ["FORMS"]
