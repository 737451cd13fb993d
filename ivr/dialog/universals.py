"""Do what callers may ask for in every field: agent, repeat, back, help, language, slower, cancel, goodbye, keypad."""

from ivr.dialog.acting import listen_for_consent
from ivr.dialog.check.walk import asked, read_backs
from ivr.dialog.draft import Draft
from ivr.dialog.events import Filled, Universal
from ivr.dialog.holding import hold
from ivr.dialog.instructions import Listen, Say
from ivr.dialog.languages import change_language
from ivr.dialog.listening import UNHURRIED, YES_OR_NO, listen
from ivr.dialog.script import Act, Field, Goto, Item, Script
from ivr.dialog.visit import select


def universal(script: Script, draft: Draft, event: Universal) -> Draft:
    """Act on a universal; one that gives the call away is asked back first when it was heard badly."""
    if event.decision == "confirm" and event.name in script.lines.leave:
        return _ask_back(script, draft, event.name)
    return _change_language(script, draft, event) if event.name == "language" else follow(script, draft, event.name)


def follow(script: Script, draft: Draft, name: str) -> Draft:
    """Act on a universal at once.

    Raises:
        ValueError: there is no such universal.
    """
    lines = script.lines
    match name:
        case "agent" | "goodbye" | "cancel":
            form = {"agent": script.agent, "goodbye": script.goodbye, "cancel": script.menu}[name]
            return draft.because(f"{form} because the caller asked").make(script, (Goto(form),))
        case "repeat":
            return _repeat(script, draft.because("repeat"))
        case "back":
            return _back(script, draft)
        case "help":
            return draft.because("help").say(Say(_help(script, draft)))
        case "slower":
            return _repeat(script, draft.because("easy mode").change(easy=True).say(Say(lines.slower)))
        case "keypad":
            return draft.because("keypad only").change(keypad_only=True).say(Say(lines.keypad))
        case "wait":
            return _wait(script, draft)
        case "ready":
            return _repeat(script, draft.because("ready"))
    raise ValueError(f"no universal {name}")


def answer_leaving(script: Script, draft: Draft, event: Filled) -> Draft:
    """Take the answer to 'do you want an agent?'; all but a clear yes goes back to the question."""
    name = draft.state.leaving
    stay = draft.change(leaving="")
    if event.meaning is True and event.decision == "accept":
        return follow(script, stay, name)
    return stay.because(f"no {name}")


def _ask_back(script: Script, draft: Draft, name: str) -> Draft:
    asked = draft.change(leaving=name).say(Say(script.lines.leave[name]))
    timeout = Listen.timeout * (UNHURRIED if draft.state.easy else 1)
    grammars = script.yes_no + script.universals
    listening = Listen("leaving", grammars, not draft.state.without_speech, timeout=timeout, accept=YES_OR_NO.accept)
    return asked.end(listening, f"confirm {name}")


def _repeat(script: Script, draft: Draft) -> Draft:
    """Say again what was said with the last new question, answer included."""
    again = draft.say(*(Say(prompt, values) for prompt, values in draft.state.said)).change(leaving="")
    match _item(script, draft):
        case Field() as field:
            return again.end(listen(script, again.state, field), f"ask {field.slot} again")
        case Act() as act if act.confirm and not again.state.sent:
            return again.end(listen_for_consent(script, again.state, act), f"ask {act.slot} again")
    return again


def _wait(script: Script, draft: Draft) -> Draft:
    """Leave the caller in peace for a minute; where nothing is asked, say again what was said."""
    match _item(script, draft):
        case Field() as field:
            return hold(script, draft.change(leaving="").say(Say(script.lines.take_your_time)), field)
    return _repeat(script, draft)


def _back(script: Script, draft: Draft) -> Draft:
    """Return to the question before this one; what was filled since is asked again."""
    if draft.state.confirming:
        return draft.because(f"back to {draft.state.awaits}").withdraw(draft.state.awaits)
    if not draft.state.back:
        return _repeat(script, draft.because("nothing to go back to"))
    *way, (name, slot) = draft.state.back
    draft = draft.change(back=tuple(way))
    if slot not in script.slots(name):
        return _repeat(script, draft.because("the way back is gone"))
    since = script.slots(name)[script.slots(name).index(slot) :]
    draft = draft.clear(since).change(form=name, awaits="", confirming=False, noinput=0, nomatch=0)
    return draft.because(f"back to {slot}")


def _help(script: Script, draft: Draft) -> str:
    field = _item(script, draft)
    return field.help if isinstance(field, Field) and field.help else script.lines.help


def _item(script: Script, draft: Draft) -> Item | None:
    form = script.forms.get(draft.state.form)
    return select(form, draft.state.slots) if form else None


def _change_language(script: Script, draft: Draft, event: Universal) -> Draft:
    """Go on in another language; what was said since the last question is told again in it, then the question."""
    changed = change_language(script, draft, event)
    if changed.state.language == draft.state.language or event.from_start:
        return changed
    item = _item(script, draft)
    question = {*asked(item), *read_backs(item)} if isinstance(item, Field) else set()
    return changed.say(*(Say(prompt, values) for prompt, values in draft.state.said if prompt not in question))
