"""Have something done outside: ask whether it shall be, send the command once, take what came of it.

The slot of an act is filled with a dict. Its `status` is one of

    done        `result` is what the receiver answered (a request number, say)
    refused     `reason` is the receiver's word for why not
    declined    the caller said no
    promised    it takes longer than a caller waits: it will be done, and told by text message where one can be sent

The payload of the command is the slots that it uses, with `confirmed`: by keys or speech, and in which words.
"""

from dataclasses import replace

from ivr.dialog.commands import Command
from ivr.dialog.draft import Draft
from ivr.dialog.events import Acted, Filled, NoMatch
from ivr.dialog.instructions import Await, Listen, Say
from ivr.dialog.listening import UNHURRIED, YES_OR_NO
from ivr.dialog.misses import last_resort, missed
from ivr.dialog.script import Act, Goto, Script
from ivr.dialog.state import CallState
from ivr.dialog.values import Json

YESES = {"": 0, "key": 1, "twice": 2}
"""How often words must say yes; a key says it once."""


def act(script: Script, draft: Draft, item: Act) -> Draft:
    """Ask whether it shall be done, send the command, or go on waiting for what came of it."""
    draft = draft.await_slot(item.slot)
    if draft.state.sent == item.slot:
        return draft.end(Await(item.slot), f"wait for {item.command}")
    if not item.confirm:
        return _send(draft, item, "")
    again = draft.state.agreed and item.confirm == "twice"
    asked = draft.say(Say(script.lines.confirm_again if again else item.ask, item.values(draft.state.slots)))
    return asked.end(listen_for_consent(script, asked.state, item), f"ask whether to {item.command}")


def listen_for_consent(script: Script, state: CallState, item: Act) -> Listen:
    """Return how to listen for yes or no."""
    return Listen(
        item.slot,
        script.yes_no + script.universals,
        not state.without_speech,
        timeout=Listen.timeout * (UNHURRIED if state.easy else 1),
        sensitive=item.sensitive,
        accept=YES_OR_NO.accept,
        confirm=YES_OR_NO.confirm,
    )


def consented(script: Script, draft: Draft, item: Act, event: Filled) -> Draft:
    """Take the answer to whether it shall be done; one spoken yes is never enough."""
    match event.meaning:
        case False if event.decision == "accept":
            declined = _fill(replace(draft, declined=True), item, {"status": "declined"})
            return declined.because(f"{item.command} declined")
        case True if event.by == "keys":
            return _send(draft.change(agreed=(*draft.state.agreed, event.heard)), item, "keys")
        case True if event.decision == "accept" and item.confirm == "twice":
            agreed = draft.change(agreed=(*draft.state.agreed, event.heard)).because(f"yes to {item.command}")
            return _send(agreed, item, "speech") if len(agreed.state.agreed) >= YESES["twice"] else agreed
        case True if event.decision == "accept":
            return _by_key(script, draft, item)
    return missed(script, draft, item, NoMatch(event.heard, event.confidence))


def acted(script: Script, draft: Draft, item: Act, event: Acted) -> Draft:
    """Take what came of a command."""
    match event.status:
        case "done":
            return _fill(draft, item, {"status": "done", "result": event.result}).because(f"{item.command} done")
        case "refused":
            reason = event.result.get("reason", "") if isinstance(event.result, dict) else ""
            return _fill(draft, item, {"status": "refused", "reason": reason}).because(f"{item.command} refused")
        case "promised":
            line = script.lines.promised_by_sms if is_told_by_sms(script, draft.state, item) else script.lines.promised
            promised = _fill(draft, item, {"status": "promised"}).say(Say(line))
            return promised.because(f"{item.command} promised")
        case "failed":
            sorry = draft.change(sent="").say(Say(script.lines.not_done))
            return sorry.because(f"agent because {item.command} failed").make(script, (Goto(script.agent),))


def is_told_by_sms(script: Script, state: CallState, item: Act) -> bool:
    """Return whether the outcome can be told by a text message: there must be a sender, a text and a number."""
    region = state.slots.get("region")
    allowed = bool(region.get("sms", True)) if isinstance(region, dict) else True
    return script.sends_sms and allowed and bool(item.sms and state.slots.get("caller"))


def _fill(draft: Draft, item: Act, value: Json) -> Draft:
    return draft.fill(item.slot, value).change(awaits="", noinput=0, nomatch=0, agreed=(), sent="")


def _by_key(script: Script, draft: Draft, item: Act) -> Draft:
    draft = draft.change(nomatch=draft.state.nomatch + 1)
    reason = f"a spoken yes to {item.command} needs a key, {draft.state.nomatch} of {item.misses}"
    if draft.state.nomatch >= item.misses:
        return last_resort(script, draft, item, reason)
    return draft.because(reason).say(Say(script.lines.confirm_by_key))


def _send(draft: Draft, item: Act, by: str) -> Draft:
    payload: dict[str, Json] = {slot: draft.state.slots.get(slot) for slot in item.using}
    if by:
        payload["confirmed"] = {"by": by, "heard": list(draft.state.agreed)}
    sent = draft.command(Command(item.command, payload, item.slot)).change(sent=item.slot, agreed=())
    return sent.end(Await(item.slot), f"{item.command} sent")
