"""Answer by the call itself what needs no reviewer. Pure."""

from collections.abc import Sequence

from ivr import codec
from ivr.calls import Call, Evidence, Turn
from ivr.dialog.state import CallState, UnreadableState
from ivr.review.quality.form import Given, Question
from ivr.routing import Visit

BRIDGED = "bridged"
IDENTITY, NOTICED = "identity", "noticed"
CUT_OFF = ("keys", "hangup", "fault")
"""Inputs before which the opening may have been cut off: no word is taken before its end."""
MARGIN = 0.8
"""Part of its estimated length after which a prompt counts as heard to its end."""
SECONDS_A_LETTER = 0.065


def answered(question: Question, call: Call, turns: Sequence[Turn], visits: Sequence[Visit]) -> Given:
    """Return what the call says to an automatic question, and why."""
    answers = {"notice": _notice, "verified": _verified}
    if question.automatic == "promise":
        return _promise(question, visits)
    return answers[question.automatic](call, turns)


def _notice(call: Call, turns: Sequence[Turn]) -> Given:
    """Tell whether the opening, which ends with the notice, was heard to its end."""
    if NOTICED not in _state(call).slots or len(turns) < 2:
        return Given("no", "No notice stands in this call.")
    begun, first = turns[0], turns[1]
    heard = (first.at - begun.at).total_seconds()
    least = MARGIN * SECONDS_A_LETTER * len(first.prompt)
    if first.input in CUT_OFF and heard < least:
        return Given("no", f"Cut off after {heard:.0f} s by {'a key' if first.input == 'keys' else 'the end'}.")
    return Given("yes", f"Version {_state(call).slots[NOTICED]}.")


def _verified(call: Call, turns: Sequence[Turn]) -> Given:
    """Tell whether the caller was verified before a source told anything that a sensitive answer opens."""
    opened = next((turn.number for turn in turns if _opens(turn)), None)
    if opened is None:
        return Given("na", "Nothing was told that has to be verified.")
    factor = next((turn.number for turn in turns if turn.sensitive and turn.meaning is not None), None)
    if IDENTITY in _state(call).slots and factor is not None and factor <= opened:
        return Given("yes", f"Verified in turn {factor}, told from turn {opened}.")
    return Given("no", f"Told in turn {opened} without a verification before.")


def _opens(turn: Turn) -> bool:
    """Tell whether a source that is asked with a sensitive answer brought something in this turn."""
    try:
        brought = codec.load(Evidence, turn.evidence).brought
    except codec.Unreadable:
        return False
    return turn.sensitive and any(each.status == "found" and each.value for each in brought)


def _promise(question: Question, visits: Sequence[Visit]) -> Given:
    """Tell whether an agent was reached in time; who hung up before that time was not kept waiting too long."""
    if not visits:
        return Given("na", "Nobody was waited for.")
    waited = sum(visit.waited_seconds or 0 for visit in visits)
    if visits[-1].result == BRIDGED:
        return Given("yes" if waited <= question.within else "no", f"Reached after {waited} s.")
    return Given("no" if waited > question.within else "na", f"Left the queue after {waited} s.")


def _state(call: Call) -> CallState:
    try:
        return CallState() if call.state is None else CallState.from_json(call.state)
    except UnreadableState:
        return CallState()
