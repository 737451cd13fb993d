"""Let the caller choose another of the region's languages, at any time, and offer each in its own words."""

from ivr.dialog.draft import Draft
from ivr.dialog.events import Started, Universal
from ivr.dialog.instructions import Say
from ivr.dialog.script import Goto, Script
from ivr.dialog.state import CallState

KEYS = ("8", "7")
"""The keys of the other languages, in the region's order; the grammar `everywhere` takes them as language-1 and 2."""

OTHERS, BY_KEYS = "other_languages", "language_by_keys"
"""Slots for the opening form: the languages to offer, and whether this one can be used by keys only."""

LANGUAGE = "language"
"""The slot that holds the call's language, for sources that answer in it."""


def begin(draft: Draft, started: Started) -> Draft:
    """Keep which languages the call may use, and which of them can't be heard."""
    draft = draft.fill("region", dict(started.region)).change(languages=started.languages, by_keys=started.by_keys)
    return _told(draft, draft.state.language, wants_keys=draft.state.keypad_only)


def offers(languages: object) -> tuple[Say, ...]:
    """Return the offer of each language in its own words: "Pour le français, appuyez sur le 8."."""
    named = languages if isinstance(languages, list) else []
    return tuple(
        Say("language_offer", {"key": key}, bargein=False, language=str(language))
        for key, language in zip(KEYS, named, strict=False)
    )


def change_language(script: Script, draft: Draft, event: Universal) -> Draft:
    """Go on in the language that was chosen; one that was not named, or is not ours, brings the offers."""
    offered = others(draft.state)
    if not offered:
        return draft.because("there is one language").say(Say(script.lines.one_language))
    language = _chosen(draft.state, event.choice)
    if not language:
        return draft.because("which language?").say(*offers(list(offered)))
    wants_keys = draft.state.keypad_only and draft.state.language not in draft.state.by_keys
    draft = _told(draft.because(f"language {language}"), language, wants_keys).change(leaving="")
    if event.from_start:
        return draft.make(script, (Goto(script.first),))
    draft = draft.say(Say(script.lines.language))
    return draft.say(Say(script.lines.language_by_keys)) if language in draft.state.by_keys else draft


def _told(draft: Draft, language: str, wants_keys: bool) -> Draft:
    """Return the draft in a language, with what the opening form must know of it."""
    by_keys = language in draft.state.by_keys
    draft = draft.change(language=language, keypad_only=by_keys or wants_keys)
    told = draft.fill(OTHERS, list(others(draft.state))).fill(BY_KEYS, by_keys)
    return told.fill(LANGUAGE, language)


def others(state: CallState) -> tuple[str, ...]:
    """Return the region's languages beside the one that is spoken."""
    return tuple(language for language in state.languages if language != state.language)


def _chosen(state: CallState, choice: str) -> str:
    """Return the language of a place among the others, or of a code; nothing for none of the region's."""
    if choice.isdecimal():
        return next(iter(others(state)[int(choice) - 1 : int(choice)]), "")
    return choice if choice in state.languages else ""
