"""How long a caller may be silent before the answer is taken as said: the grammar decides, not a fixed silence."""

from ivr.speech.grammar import Continuation
from ivr.speech.listening import Listening

PEEK = 0.2
"""Silence after which the words so far are decoded, to know what the grammar still expects."""
FINAL_TIMEOUT = 0.25
"""Silence after an answer that is complete and can't go on."""


def timeout(listening: Listening, heard: Continuation) -> float:
    """Return the seconds of silence that end the utterance, given what the grammar makes of the words so far."""
    if not heard.complete:
        return listening.incomplete_timeout
    if heard.can_continue:
        return listening.complete_timeout
    return min(FINAL_TIMEOUT, listening.complete_timeout)
