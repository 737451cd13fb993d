"""How long a caller may be silent before the answer is taken as said: the grammar decides, not a fixed silence."""

from ivr.speech.grammar import Continuation
from ivr.speech.listening import Listening

PEEK = 0.2
"""Silence after which the words so far are decoded, to know what the grammar still expects."""
FINAL_TIMEOUT = 0.25
"""Silence after an answer that is complete and can't go on."""


OWN_PACE = 1.6
"""How much longer than their longest pause so far a caller may be silent within a number."""


def timeout(listening: Listening, heard: Continuation, digits: int = 0, longest_pause: float = 0.0) -> float:
    """Return the seconds of silence that end the utterance, given what the grammar makes of the words so far.

    A number of so many `digits` that may go on is waited for as long as one with a digit missing, unless it is as long
    as such numbers usually are: then only who speaks slowly is waited for.
    """
    if digits and listening.usual_digits and heard.can_continue:
        slowly = min(listening.incomplete_timeout, longest_pause * OWN_PACE)
        usual = digits in listening.usual_digits
        return max(listening.complete_timeout, slowly) if usual else listening.incomplete_timeout
    if not heard.complete:
        return listening.incomplete_timeout
    if heard.can_continue:
        return listening.complete_timeout
    return min(FINAL_TIMEOUT, listening.complete_timeout)
