"""Compare our books with Twilio's, and mend ours: what nobody told us, or could not be written down then."""

from ivr.telephony.reconciliation.books import Mended, reconcile
from ivr.telephony.reconciliation.twilio import CallAtTwilio, Twilio, Unanswered

__all__ = ["CallAtTwilio", "Mended", "Twilio", "Unanswered", "reconcile"]
