"""Advance a call's dialog by one event: a small Form Interpretation Algorithm (VoiceXML 2.0, appendix C)."""

from dataclasses import dataclass, field, replace

from ivr.dialog.acting import acted, consented
from ivr.dialog.answers import answered
from ivr.dialog.commands import Command
from ivr.dialog.draft import Draft
from ivr.dialog.events import (
    Acted,
    BackFromQueue,
    Event,
    Fault,
    Filled,
    Found,
    NoInput,
    NoMatch,
    NotHeard,
    SourceFailed,
    Started,
    Universal,
)
from ivr.dialog.holding import go_on_holding
from ivr.dialog.identifying import half_heard
from ivr.dialog.instructions import Instruction, Say, Transfer
from ivr.dialog.languages import KEYS, begin, others
from ivr.dialog.misses import missed
from ivr.dialog.older import with_answer
from ivr.dialog.script import Act, Field, Goto, Item, LookUp, Script
from ivr.dialog.state import CallState
from ivr.dialog.universals import answer_leaving, universal
from ivr.dialog.visit import visit


@dataclass(frozen=True)
class Step:
    """What one event led to.

    The last instruction is exactly one of Listen, Transfer, Hangup, LookUpRequest, Await. `commands` are to be written
    with the turn. `why` is one line for the supervisor; it never holds a sensitive answer, but may hold other words
    that were heard. `broken` is what the edge should log when our own forms failed.
    """

    state: CallState
    instructions: tuple[Instruction, ...]
    why: str
    commands: tuple[Command, ...] = ()
    broken: Exception | None = field(default=None, compare=False)


def advance(script: Script, state: CallState, event: Event) -> Step:
    """Return the call's next state and instructions. Never raises: what breaks goes to an agent, and `why` says so."""
    try:
        return _finish(state, visit(script, _process(script, Draft(with_answer(script, state)), event)), event)
    except Exception as broken:
        return _rescue(script, state, broken)


def _process(script: Script, draft: Draft, event: Event) -> Draft:
    match event:
        case Started():
            begun = begin(draft.fill("caller", event.caller), event)
            return begun.make(script, (Goto(event.form or script.first),))
        case Filled() | NoInput() | NoMatch():
            return _respond(script, draft, event)
        case NotHeard():
            return draft.because("asked again")
        case Universal("language", choice=place) if place.isdecimal() and not others(draft.state):
            return _respond(script, draft, NoMatch(KEYS[int(place) - 1]))
        case Universal():
            return universal(script, draft.change(holding=False), event)
        case Found() | SourceFailed():
            return _sourced(script, draft, event)
        case Acted():
            return _acted(script, draft, event)
        case BackFromQueue(result):
            back = draft.because(f"left the queue: {result}").fill("queue_result", result)
            return back.make(script, (Goto(script.after_queue),))
        case Fault():
            return _faulty(script, draft, "agent because of a fault")


def _faulty(script: Script, draft: Draft, reason: str) -> Draft:
    """Apologise and go to the agent form."""
    sorry = draft.because(reason).change(faults=draft.state.faults + 1).say(Say(script.lines.apology))
    return sorry.make(script, (Goto(script.agent),))


def _respond(script: Script, draft: Draft, event: Filled | NoInput | NoMatch) -> Draft:
    if isinstance(event, Filled) and draft.state.leaving:
        return answer_leaving(script, draft, event)
    asked = _awaited(script, draft.state)
    if isinstance(asked, Act) and not draft.state.sent:
        return (
            consented(script, draft, asked, event) if isinstance(event, Filled) else missed(script, draft, asked, event)
        )
    if not isinstance(asked, Field):
        return draft.because("nothing was asked")
    if isinstance(event, Filled):
        return answered(script, draft.change(holding=False), asked, event)
    badly = half_heard(script, draft, asked, event) if isinstance(event, NoMatch) else None
    if badly is None and draft.state.holding:
        return go_on_holding(script, draft, asked, event)
    return badly or missed(script, draft, asked, event)


def _sourced(script: Script, draft: Draft, event: Found | SourceFailed) -> Draft:
    item = _awaited(script, draft.state)
    if not isinstance(item, LookUp) or item.slot != event.slot:
        return draft.because(f"{event.slot} was not asked for")
    match event:
        case SourceFailed():
            sorry = draft.say(Say(script.lines.source_failed))
            failed = sorry.change(faults=draft.state.faults + 1)
            return failed.because(f"agent because {item.source} failed").make(script, (Goto(script.agent),))
        case Found(slot, value) if value:
            return draft.because(f"{item.source} found").fill(slot, value)
        case Found(slot, value):
            return _not_found(script, draft.fill(slot, value), item)


def _acted(script: Script, draft: Draft, event: Acted) -> Draft:
    item = _awaited(script, draft.state)
    if not isinstance(item, Act) or draft.state.sent != event.slot:
        return draft.because(f"nobody waits for {event.slot}")
    return acted(script, draft, item, event)


def _not_found(script: Script, draft: Draft, item: LookUp) -> Draft:
    tries = draft.state.tries.get(item.source, 0) + 1
    draft = draft.change(tries={**draft.state.tries, item.source: tries})
    reason = f"{item.source} found nothing, try {tries} of {item.tries}"
    if tries < item.tries:
        return draft.because(reason)
    moves = item.last_resort or (Say(script.lines.last_try), Goto(script.agent))
    return draft.because(f"agent because {reason}").make(script, moves)


def _awaited(script: Script, state: CallState) -> Item | None:
    form = script.forms.get(state.form)
    return form.item(state.awaits, state.slots) if form else None


def _finish(before: CallState, draft: Draft, event: Event) -> Step:
    assert draft.ending, "a step without an ending"
    state = draft.state
    says = tuple(replace(say, easy=state.easy, keypad=_by_keys(state, say)) for say in draft.says)
    asked_again = isinstance(event, NoInput | NoMatch | NotHeard | Universal) and _question(before) == _question(state)
    if draft.says and not asked_again:
        state = replace(state, said=tuple((say.prompt, dict(say.values)) for say in draft.says if not say.language))
    return Step(state, (*says, draft.ending), "; ".join(draft.reasons), draft.commands)


def _by_keys(state: CallState, say: Say) -> bool:
    """Return whether the wording is for keys only; the notice is given in full where speech may come back."""
    return state.keypad_only or (state.speech_paused and say.bargein)


def _question(state: CallState) -> tuple[str, str, bool]:
    return state.form, state.awaits, state.confirming


def _rescue(script: Script, state: CallState, broken: Exception) -> Step:
    """Apologise and go to the agent form; where that breaks too, transfer by as little machinery as can be."""
    reason = f"agent because the dialog broke: {type(broken).__name__}"
    try:
        step = _finish(state, visit(script, _faulty(script, Draft(state), reason)), Fault())
        return replace(step, broken=broken)
    except Exception:
        apology = Say(script.lines.apology, easy=state.easy, keypad=state.without_speech)
        gone = replace(state, form=script.agent, awaits="", confirming=False, leaving="", sent="")
        return Step(replace(gone, faults=state.faults + 1), (apology, Transfer(script.queue)), reason, broken=broken)
