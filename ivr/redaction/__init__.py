"""Take what may belong to a person out of text: by numbers, for logs, and word by word, for what callers said."""

from ivr.redaction.numbers import MASK, Scrubber, mask_number
from ivr.redaction.redactor import Redactor, Redactors

__all__ = ["MASK", "Redactor", "Redactors", "Scrubber", "mask_number"]
